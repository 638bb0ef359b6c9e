//! Somebody of whom something is asked.

use crate::access::Onlooker;
use muster_model::access::{Access, Assigned, Me};
use muster_model::ids::PersonId;
use muster_model::people::{Person, Status};
use muster_store::Standing;

/// Somebody of whom something is asked, with the access that is in force.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Who it is.
    pub person: PersonId,
    /// Where they stand.
    pub status: Status,
    /// What they may do and see.
    pub access: Access,
    /// Under which names records may know them.
    pub me: Me,
    /// The address that they sign in with.
    pub sign_in: Option<String>,
    /// Which of the records that count they are assigned to; not looked at where they see all.
    pub assigned: Assigned,
}

impl Subject {
    /// A person whose access is in force.
    pub fn of(person: Person) -> Self {
        Self {
            person: person.id,
            status: person.status,
            me: Me::of(&person),
            sign_in: person.sign_in.as_ref().map(ToString::to_string),
            access: person.access,
            assigned: Assigned::default(),
        }
    }

    /// Somebody as they were read for a decision, called as they were.
    pub(super) fn standing(standing: Standing) -> Self {
        let address = standing.sign_in.as_deref();
        let me = Me::with(&standing.access).named(standing.person, &standing.user_name, address);
        Self {
            person: standing.person,
            status: standing.status,
            me,
            access: standing.access,
            sign_in: standing.sign_in,
            assigned: Assigned::default(),
        }
    }

    /// The same as somebody whose assignments are looked up.
    pub(super) fn onlooker(&self) -> Onlooker {
        Onlooker {
            person: self.person,
            visibility: self.access.visibility,
            sign_in: self.sign_in.clone(),
        }
    }

    /// The same, known under the very name under which the question names them.
    #[must_use]
    pub(super) fn called(mut self, name: &str) -> Self {
        self.me = self.me.known_as(name);
        self
    }
}
