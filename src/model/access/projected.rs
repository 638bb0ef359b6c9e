//! What a group of a connection stands for, when it is no group of its directory's own.

use super::{Effect, Policy};
use crate::ids::{FleetGroupId, RoleId, WorkspaceId};
use uuid::Uuid;

/// What the members of a projected group are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Projected {
    /// A role.
    Role(RoleId),
    /// A workspace.
    Workspace(WorkspaceId),
    /// A fleet group and everything below it.
    FleetGroup(FleetGroupId),
}

impl Projected {
    /// `role`, `workspace` or `fleet`: the `kind` of the Group, and what the database stores.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Workspace(_) => "workspace",
            Self::FleetGroup(_) => "fleet",
        }
    }

    /// The id of what is given.
    pub fn target(self) -> Uuid {
        match self {
            Self::Role(id) => id.0,
            Self::Workspace(id) => id.0,
            Self::FleetGroup(id) => id.0,
        }
    }

    /// What a kind and an id mean; a group of a directory's own stands for nothing.
    pub fn of(kind: &str, target: Option<Uuid>) -> Option<Self> {
        let id = target?;
        match kind {
            "role" => Some(Self::Role(RoleId(id))),
            "workspace" => Some(Self::Workspace(WorkspaceId(id))),
            "fleet" => Some(Self::FleetGroup(FleetGroupId(id))),
            _ => None,
        }
    }

    /// Everything of a policy that can be given by a group, each with its name; the owner's role
    /// cannot.
    pub fn all_of(policy: &Policy) -> Vec<(Self, String)> {
        let roles = policy.roles.iter().filter(|role| !role.is_owner());
        let roles = roles.map(|role| (Self::Role(role.id), format!("Role: {}", role.name)));
        let workspaces = policy.workspaces.iter();
        let workspaces =
            workspaces.map(|one| (Self::Workspace(one.id), format!("Workspace: {}", one.name)));
        let fleet = policy.fleet.all().iter();
        let fleet = fleet.map(|one| (Self::FleetGroup(one.id), format!("Fleet: {}", one.name)));
        roles.chain(workspaces).chain(fleet).collect()
    }
}

impl From<Projected> for Effect {
    fn from(projected: Projected) -> Self {
        match projected {
            Projected::Role(id) => Self::Role(id),
            Projected::Workspace(id) => Self::Workspace(id),
            Projected::FleetGroup(id) => Self::FleetGroup(id),
        }
    }
}
