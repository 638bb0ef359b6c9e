//! Roles: named sets of permissions, one a person.

use super::{Permission, Reaches, Visibility};
use crate::ids::RoleId;
use std::collections::BTreeMap;

/// The slug of the role that only an owner has.
pub const OWNER_ROLE: &str = "owner";

/// A named set of permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its short name, unique within the account; stays when the name changes.
    pub slug: String,
    /// Its name as people read it.
    pub name: String,
    /// The higher one wins where two sources of one rank give different roles.
    pub priority: i64,
    /// Whether every account has it; it can be neither changed nor removed.
    pub built_in: bool,
    /// What it allows, sorted.
    pub permissions: Vec<Permission>,
    /// Whether whoever has it sees records without being assigned to them.
    pub visibility: Visibility,
    /// How far its permissions reach among the records of an entity type; everywhere in one that is
    /// not here.
    pub records: BTreeMap<String, Reaches>,
}

impl Role {
    /// Whether it allows anything about the account itself (decision 25 of the house).
    pub fn is_privileged(&self) -> bool {
        self.permissions.iter().any(Permission::is_privileged)
    }

    /// Whether it is the role that only the owner flag gives.
    pub fn is_owner(&self) -> bool {
        self.slug == OWNER_ROLE
    }
}
