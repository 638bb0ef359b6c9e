//! Mapping rules: what a condition about a person gives.

use super::{Part, PersonOption, Policy, Projected, RecordGrant, Visibility};
use crate::ids::{ConnectionId, FleetGroupId, GroupId, RoleId, RuleId, WorkspaceId};
use serde::{Deserialize, Serialize};

/// One thing that a rule gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "gives", content = "id", rename_all = "snake_case")]
pub enum Effect {
    /// A role.
    Role(RoleId),
    /// A workspace.
    Workspace(WorkspaceId),
    /// Every workspace, also those that will come.
    AllWorkspaces,
    /// The entire fleet.
    FleetEntire,
    /// A fleet group and everything below it.
    FleetGroup(FleetGroupId),
    /// An option.
    Option(PersonOption),
    /// The role that the rest of the matched group's name names; never one with account
    /// permissions.
    CapturedRole,
    /// The workspace that the rest of the matched group's name names.
    CapturedWorkspace,
    /// The fleet group that the rest of the matched group's name names.
    CapturedFleetGroup,
    /// A record set for an entity type, or for every one that the set speaks of.
    RecordSet(RecordGrant),
    /// Whether they see records without being assigned to them.
    Visibility(Visibility),
}

impl Effect {
    /// The part of a person that it is about, for who keeps what.
    pub fn part(&self) -> Part {
        match self {
            Self::Role(_) | Self::CapturedRole => Part::Role,
            Self::Option(_) => Part::Options,
            _ => Part::Scope,
        }
    }

    /// Whether the name of the matched group says what is given.
    pub fn is_captured(&self) -> bool {
        matches!(
            self,
            Self::CapturedRole | Self::CapturedWorkspace | Self::CapturedFleetGroup
        )
    }
}

/// A condition, and what it gives to whom it is true of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// Its name, unique within the account.
    pub name: String,
    /// The only connection whose people and groups it looks at.
    pub connection: Option<ConnectionId>,
    /// A SCIM filter over the person and their groups.
    pub condition: String,
    /// What it gives.
    pub effects: Vec<Effect>,
    /// The higher one wins where two rules give different roles.
    pub priority: i64,
    /// Whether it works at all.
    pub enabled: bool,
}

impl Rule {
    /// Whether it gives a role with account permissions; such a rule counts direct members only
    /// (decision 29 of the house).
    pub fn is_privileged(&self, policy: &Policy) -> bool {
        self.effects.iter().any(|effect| match effect {
            Effect::Role(id) => policy.role(*id).is_some_and(super::Role::is_privileged),
            _ => false,
        })
    }
}

/// A directory group as a rule saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenGroup {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Which connection pushes it.
    pub connection: ConnectionId,
    /// Whether the person is a member of it, not only of a group in it.
    pub direct: bool,
    /// What it gives to its members by itself.
    pub projects: Option<Projected>,
}

/// A rule that is true of a person, and on whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Which rule.
    pub rule: RuleId,
    /// The memberships that make it true; none when attributes alone do.
    pub groups: Vec<SeenGroup>,
    /// Every connection whose word it rests on; each must be privileged before the rule may give
    /// account permissions (decision 25 of the house).
    pub word_of: Vec<ConnectionId>,
    /// The rest of the name of the one group behind the prefix that the condition asks for: it gives
    /// what the rule captures, and nothing else.
    pub captured: Option<String>,
    /// The only part of which it gives anything, because the reasons differ from part to part;
    /// nothing when they do not.
    pub part: Option<Part>,
}

impl Matched {
    /// Whether no membership that it rests on goes through another group.
    pub fn is_direct(&self) -> bool {
        self.groups.iter().all(|group| group.direct)
    }
}
