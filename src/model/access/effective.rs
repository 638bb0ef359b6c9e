//! Effective access: what follows from all grants and rules, compiled into the person's row.

use super::{Dimension, PersonOption, RecordReach, Source, Visibility};
use crate::ids::{FleetGroupId, RoleId, WorkspaceId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A thing by id, with its name at the time of compiling.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Named<I> {
    /// Its id.
    pub id: I,
    /// Its name.
    pub name: String,
}

/// How far access reaches within one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reach", content = "these", rename_all = "snake_case")]
pub enum Scope<I> {
    /// Everything, also what will come.
    All,
    /// These alone, sorted by name.
    Some(Vec<Named<I>>),
    /// Nothing.
    None,
}

/// Why one value is part of the access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// What the value is about.
    pub dimension: Dimension,
    /// The value, by name.
    pub value: String,
    /// Who gives it.
    pub source: Source,
    /// The chain that leads to it, from the directory to the value: connection, group, rule.
    pub via: Vec<String>,
}

/// What a person may do and see while active.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Access {
    /// The one role.
    pub role: Option<Named<RoleId>>,
    /// The workspaces.
    pub workspaces: Scope<WorkspaceId>,
    /// The fleet groups, subgroups included; `All` is the entire fleet.
    pub fleet: Scope<FleetGroupId>,
    /// The permissions of the role, sorted.
    pub permissions: Vec<String>,
    /// The options that are on, sorted.
    #[serde(default)]
    pub options: Vec<PersonOption>,
    /// How far they reach among the records of each entity type; everywhere in one that is not
    /// here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub records: BTreeMap<String, RecordReach>,
    /// Whether they see records without being assigned to them.
    #[serde(default, skip_serializing_if = "Visibility::is_all")]
    pub visibility: Visibility,
    /// The reasons, in the order of the dimensions.
    pub because: Vec<Because>,
    /// The policy that it was compiled under; an older one is compiled again on read.
    pub policy_version: i64,
}

impl Access {
    /// The access of somebody who was given nothing.
    pub fn nothing() -> Self {
        Self {
            role: None,
            workspaces: Scope::None,
            fleet: Scope::None,
            permissions: Vec::new(),
            options: Vec::new(),
            records: BTreeMap::new(),
            visibility: Visibility::All,
            because: Vec::new(),
            policy_version: 0,
        }
    }

    /// Whether there is neither a role nor a workspace nor a part of the fleet.
    pub fn is_nothing(&self) -> bool {
        self.role.is_none() && self.workspaces == Scope::None && self.fleet == Scope::None
    }

    /// Whether there is anything beside the default role.
    pub fn is_more_than_the_default(&self) -> bool {
        let given = |because: &Because| {
            because.dimension == Dimension::Role && because.source != Source::Default
        };
        self.because.iter().any(given)
            || self.workspaces != Scope::None
            || self.fleet != Scope::None
    }

    /// Whether both allow the same; reasons and policy version aside.
    pub fn looks_like(&self, other: &Self) -> bool {
        self.role == other.role
            && self.workspaces == other.workspaces
            && self.fleet == other.fleet
            && self.permissions == other.permissions
            && self.options == other.options
            && self.records == other.records
            && self.visibility == other.visibility
    }
}

impl<I> Scope<I> {
    /// The names in it, sorted; none for `All` and `None`.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Some(these) => these.iter().map(|named| named.name.as_str()).collect(),
            Self::All | Self::None => Vec::new(),
        }
    }
}
