//! Why the policy was not changed.

use crate::access::barred_kind;
use crate::access::drops::RecordSetInUse;
use crate::access::gives::NotGiven;
use crate::access::record_sets::NotAReach;
use crate::admin::Stale;
use crate::error::{Failure, Kind, Missing};
use muster_model::access::guards::Barred;
use muster_model::access::{NotAPermission, NotATree, NotOffered};
use muster_store::{Retry, StoreError};

/// Why the policy was not changed; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// There is no such thing in the account.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// There is nothing of the name by which something else was to take its place or to have it.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// A record set would take its own place.
    #[error("a record set cannot take its own place: name another one in `move_to`")]
    MovedToItself,
    /// A record set of one person would take the place of one that others can have.
    #[error(
        "record set {0:?} is one person's own and goes with them: name one in `move_to` that anybody can be given"
    )]
    MovedToOnePerson(String),
    /// A record set would take the place of one that speaks of more.
    #[error(
        "record set {to:?} says nothing of {types}: what {from:?} keeps closed there would be open. \
         Name a record set in `move_to` that speaks of every type that {from:?} names, or add {types} to \
         {to:?} first",
        types = silent.join(", ")
    )]
    MovedToOtherTypes {
        /// The name of the one that would go.
        from: String,
        /// The name of the other one.
        to: String,
        /// The entity types of which the other one does not speak.
        silent: Vec<String>,
    },
    /// A record set of everybody would become one person's.
    #[error(
        "a record set that anybody can be given does not become one person's: make another one with \
         `person`"
    )]
    Reusable,
    /// A name cannot be one.
    #[error("{0}")]
    Name(String),
    /// Something else has the name.
    #[error("there is already a {what} {name:?}: choose another name")]
    NameTaken {
        /// A role, a workspace, a fleet group, a rule.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A permission cannot be one.
    #[error(transparent)]
    Permission(#[from] NotAPermission),
    /// A permission names what the account does not have.
    #[error(transparent)]
    NotOffered(#[from] NotOffered),
    /// A rule asks for what can never be true.
    #[error("the condition cannot be read: {0}")]
    Condition(String),
    /// A rule gives what does not exist.
    #[error(transparent)]
    Gives(#[from] NotGiven),
    /// A fleet group would lie below itself.
    #[error("{0}: choose another parent")]
    Tree(#[from] NotATree),
    /// Something still lies below a fleet group.
    #[error("fleet group {0:?} has groups below it: move or delete them first")]
    NotEmpty(String),
    /// A record set reaches into what does not exist.
    #[error(transparent)]
    Reach(#[from] NotAReach),
    /// Somebody was given a record set, or a rule gives it.
    #[error(
        "record set {name:?} is in use, by {people} people and {} rules: name another one in \
         `move_to`",
        rules.len()
    )]
    InUse {
        /// Its name.
        name: String,
        /// How many people were given it outright.
        people: u64,
        /// The rules that give it.
        rules: Vec<String>,
    },
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// The policy is no longer the one that the caller looked at.
    #[error(transparent)]
    Stale(#[from] Stale),
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EditError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NotFound(_) | Self::Missing(_) => Kind::NotFound,
            Self::Name(_)
            | Self::Permission(_)
            | Self::NotOffered(_)
            | Self::Condition(_)
            | Self::Gives(_)
            | Self::Reach(_)
            | Self::Tree(_) => Kind::Invalid,
            Self::NameTaken { .. }
            | Self::NotEmpty(_)
            | Self::InUse { .. }
            | Self::MovedToItself
            | Self::MovedToOnePerson(_)
            | Self::MovedToOtherTypes { .. }
            | Self::Reusable => Kind::Conflict,
            Self::Barred(barred) => barred_kind(barred),
            Self::Stale(stale) => stale.kind(),
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound("role") => "role.not_found",
            Self::NotFound("workspace") => "workspace.not_found",
            Self::NotFound("fleet group") => "fleet_group.not_found",
            Self::NotFound("record set") => "record_set.not_found",
            Self::NotFound("person") => "person.not_found",
            Self::NotFound("rule") => "rule.not_found",
            Self::NotFound("connection") => "connection.not_found",
            Self::NotFound(_) => "account.not_found",
            Self::Missing(_) => "resource.not_found",
            Self::MovedToItself => "record_set.moved_to_itself",
            Self::MovedToOnePerson(_) => "record_set.moved_to_one_person",
            Self::MovedToOtherTypes { .. } => "record_set.moved_to_other_types",
            Self::Reusable => "record_set.reusable",
            Self::Name(_) => "request.name",
            Self::NameTaken { .. } => "access.name_taken",
            Self::Permission(_) | Self::NotOffered(_) => "role.permission",
            Self::Condition(_) => "rule.condition",
            Self::Gives(_) => "rule.gives",
            Self::Reach(_) => "record_set.reach",
            Self::InUse { .. } => "record_set.in_use",
            Self::Tree(_) => "fleet_group.parent",
            Self::NotEmpty(_) => "fleet_group.not_empty",
            Self::Barred(barred) => barred.code(),
            Self::Stale(stale) => stale.code(),
            Self::Store(_) => "server.store",
        }
    }
}

impl From<RecordSetInUse> for EditError {
    fn from(used: RecordSetInUse) -> Self {
        Self::InUse {
            name: used.name,
            people: used.people,
            rules: Vec::new(),
        }
    }
}

impl Retry for EditError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
