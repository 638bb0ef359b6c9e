//! Who asks: what `$me` stands for.

use crate::access::{Access, Scope};
use crate::ids::PersonId;
use crate::people::{Person, fold};

/// Whoever asks, by every name under which a record may know them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Me {
    names: Vec<String>,
    entire_fleet: bool,
    groups: Vec<String>,
    case_groups: Vec<String>,
}

impl Me {
    /// A person by id, user name and sign-in address, with the fleet groups of their access.
    ///
    /// The name that they chose at the door is none of these: they could have chosen another one's.
    pub fn of(person: &Person) -> Self {
        let address = person.sign_in.as_ref().map(ToString::to_string);
        let user_name = person.profile.user_name.as_str();
        Self::with(&person.access).named(person.id, user_name, address.as_deref())
    }

    /// The same, under the names that a person has. A user name that looks like an id or an address
    /// is left out, because it could be somebody else's: an address counts where they sign in with it.
    #[must_use]
    pub fn named(self, id: PersonId, user_name: &str, address: Option<&str>) -> Self {
        let mut me = self.known_as(&id.to_string());
        // It is looked at as records are compared with it, in the usual width.
        let usual = fold(user_name.trim());
        if usual.parse::<PersonId>().is_err() && !usual.contains('@') {
            me = me.known_as(&usual);
        }
        match address {
            Some(address) => me.known_as(address),
            None => me,
        }
    }

    /// Somebody with the fleet groups of this access, and no name yet.
    pub fn with(access: &Access) -> Self {
        let mut me = Self {
            entire_fleet: access.fleet == Scope::All,
            ..Self::default()
        };
        if let Scope::Some(groups) = &access.fleet {
            for group in groups {
                me.groups.push(group.id.to_string());
                me.groups.push(fold(&group.name));
            }
        }
        me
    }

    /// The same, known under one more name: the very one under which a question named them.
    #[must_use]
    pub fn known_as(mut self, name: &str) -> Self {
        let name = fold(name.trim());
        if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
        self
    }

    /// The same, in one more case group, by id or name.
    #[must_use]
    pub fn in_case_group(mut self, group: &str) -> Self {
        self.case_groups.push(fold(group));
        self
    }

    /// The names, folded.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The fleet groups by id and folded name; nothing for the entire fleet, to which every group
    /// belongs.
    pub fn groups(&self) -> Option<&[String]> {
        (!self.entire_fleet).then_some(self.groups.as_slice())
    }

    /// The case groups by id and folded name.
    pub fn case_groups(&self) -> &[String] {
        &self.case_groups
    }
}
