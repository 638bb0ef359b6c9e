//! What a list is made of.

use muster_model::group::Group;
use muster_model::people::Person;
use uuid::Uuid;

/// One resource of a list.
#[derive(Debug)]
pub(super) enum Row {
    /// A User.
    User(Box<Person>),
    /// A Group.
    Group(Box<Group>),
}

impl Row {
    /// Its id.
    pub(super) fn id(&self) -> Uuid {
        match self {
            Self::User(person) => person.id.0,
            Self::Group(group) => group.id.0,
        }
    }
}

impl From<Person> for Row {
    fn from(person: Person) -> Self {
        Self::User(Box::new(person))
    }
}

impl From<Group> for Row {
    fn from(group: Group) -> Self {
        Self::Group(Box::new(group))
    }
}
