//! One question: may this person do this, here?

use super::{Access, Because, Catalogue, Dimension, Named, Permission, Scope};
use crate::ids::{FleetGroupId, WorkspaceId};
use crate::people::Status;

/// What is asked of somebody's access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the person wants to do, such as `vehicles.view`; no pattern.
    pub action: Permission,
    /// The workspace where; not looked at where none is named.
    pub workspace: Option<WorkspaceId>,
    /// The fleet group where; not looked at where none is named.
    pub fleet_group: Option<FleetGroupId>,
}

/// What must hold, in the order in which it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// There is such an action.
    Action,
    /// The person is active.
    Status,
    /// The role allows the action.
    Role,
    /// The workspace is one of the person's.
    Workspace,
    /// The fleet group is one of the person's, or below one.
    Fleet,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes: what gives the role, and the place where one was named.
    Allowed(Vec<Because>),
    /// No: the first term that does not hold.
    Denied(Term),
}

impl Term {
    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Action => "unknown_action",
            Self::Status => "status",
            Self::Role => "role",
            Self::Workspace => "workspace",
            Self::Fleet => "fleet",
        }
    }

    /// The terms, in the order in which they are looked at.
    pub const ALL: [Self; 5] = [
        Self::Action,
        Self::Status,
        Self::Role,
        Self::Workspace,
        Self::Fleet,
    ];
}

/// Answers a question from compiled access: active, and the role allows it, and it is in a
/// workspace and in a part of the fleet that the person sees.
pub fn decide(
    status: Status,
    access: &Access,
    catalogue: &Catalogue,
    question: &Question,
) -> Decision {
    let holds = |term: &Term| match term {
        Term::Action => catalogue.knows(&question.action),
        Term::Status => status == Status::Active,
        Term::Role => access.allows(&question.action),
        Term::Workspace => question
            .workspace
            .is_none_or(|id| access.workspaces.has(&id)),
        Term::Fleet => question.fleet_group.is_none_or(|id| access.fleet.has(&id)),
    };
    match Term::ALL.iter().find(|term| !holds(term)) {
        Some(term) => Decision::Denied(*term),
        None => Decision::Allowed(reasons(access, question)),
    }
}

/// What gives the role, and the places that were named.
fn reasons(access: &Access, question: &Question) -> Vec<Because> {
    let workspace = question
        .workspace
        .and_then(|id| access.workspaces.name_of(&id, "all"));
    let fleet = question
        .fleet_group
        .and_then(|id| access.fleet.name_of(&id, "entire"));
    let concerns = |because: &&Because| match because.dimension {
        Dimension::Role => true,
        Dimension::Workspace => workspace == Some(because.value.as_str()),
        Dimension::FleetAccess | Dimension::FleetGroup => fleet == Some(because.value.as_str()),
        Dimension::Option => false,
    };
    access.because.iter().filter(concerns).cloned().collect()
}

impl Access {
    /// Whether the role allows this action.
    pub fn allows(&self, action: &Permission) -> bool {
        let mut held = self
            .permissions
            .iter()
            .filter_map(|text| Permission::parse(text).ok());
        held.any(|permission| permission.allows(action.as_str()))
    }
}

impl<I: PartialEq> Scope<I> {
    /// Whether this one is within it.
    pub fn has(&self, id: &I) -> bool {
        match self {
            Self::All => true,
            Self::Some(these) => these.iter().any(|named| named.id == *id),
            Self::None => false,
        }
    }

    /// The name under which reasons speak of this one: its own, or the word for all.
    fn name_of<'a>(&'a self, id: &I, all: &'a str) -> Option<&'a str> {
        let one = |these: &'a Vec<Named<I>>| these.iter().find(|named| named.id == *id);
        match self {
            Self::All => Some(all),
            Self::Some(these) => one(these).map(|named| named.name.as_str()),
            Self::None => None,
        }
    }
}
