//! Who asks: what `$me` stands for.

use crate::access::{Access, Scope};
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
    pub fn of(person: &Person) -> Self {
        let mut me = Self::with(&person.access).known_as(&person.id.to_string());
        me = me.known_as(person.profile.user_name.as_str());
        let address = person.sign_in.as_ref().map(ToString::to_string);
        for name in address.iter().chain(person.username.iter()) {
            me = me.known_as(name);
        }
        me
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
