//! Grants: one row for each thing given to one person by one source.

use super::Part;
use crate::clock::Timestamp;
use crate::ids::{ConnectionId, GrantId, GroupId, RuleId};
use serde::{Deserialize, Serialize};

/// What a grant is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// One role a person; the value is the role's id.
    Role,
    /// A workspace's id, or `all`.
    Workspace,
    /// `entire`, `groups` or `none`.
    FleetAccess,
    /// A fleet group's id; its subgroups come with it.
    FleetGroup,
    /// An option by name, which is on.
    Option,
    /// A record set for an entity type: `vehicle=<id>`, `vehicle=all`, `vehicle=none`, and with `*`
    /// for every type that the set speaks of.
    RecordSet,
    /// `all`, `assigned` or `single`.
    Visibility,
}

impl Dimension {
    /// What the database stores.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Workspace => "workspace",
            Self::FleetAccess => "fleet_access",
            Self::FleetGroup => "fleet_group",
            Self::Option => "option",
            Self::RecordSet => "record_set",
            Self::Visibility => "visibility",
        }
    }

    /// The part of a person that it belongs to, for who keeps what.
    pub fn part(self) -> Part {
        match self {
            Self::Role => Part::Role,
            Self::Workspace
            | Self::FleetAccess
            | Self::FleetGroup
            | Self::RecordSet
            | Self::Visibility => Part::Scope,
            Self::Option => Part::Options,
        }
    }

    /// The dimension of this name.
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Role,
            Self::Workspace,
            Self::FleetAccess,
            Self::FleetGroup,
            Self::Option,
            Self::RecordSet,
            Self::Visibility,
        ]
        .into_iter()
        .find(|dimension| dimension.as_str() == text)
    }
}

/// Why somebody has something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Source {
    /// They own the account.
    Owner,
    /// An owner pinned it: no directory and no rule moves it.
    Pin,
    /// A directory wrote the attribute.
    Scim {
        /// Which directory.
        connection: ConnectionId,
    },
    /// A mapping rule matched.
    Rule {
        /// Which rule.
        rule: RuleId,
        /// Through membership of which directory group, when a group was the reason.
        group: Option<GroupId>,
    },
    /// A human being gave it.
    Manual,
    /// Nothing else gave a role: the account's default.
    Default,
}

/// One thing given to one person by one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The row's id.
    pub id: GrantId,
    /// What it is about.
    pub dimension: Dimension,
    /// The id or word that is given.
    pub value: String,
    /// Who gives it.
    pub source: Source,
    /// Since when.
    pub created_at: Timestamp,
}

impl Grant {
    /// Whether both give the same thing from the same source.
    pub fn gives_the_same(&self, other: &Self) -> bool {
        self.dimension == other.dimension
            && self.value == other.value
            && self.source == other.source
    }
}
