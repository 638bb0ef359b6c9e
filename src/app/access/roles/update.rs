//! A role is changed.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use crate::access::record_sets::Reaching;
use muster_model::access::{Visibility, guards};
use muster_model::ids::RoleId;
use std::collections::BTreeMap;

/// Changes a role; what is not named stays. A built-in one is locked, but may become the default.
#[derive(Clone, Debug)]
pub struct UpdateRole {
    /// Which.
    pub id: RoleId,
    /// Another name.
    pub name: Option<String>,
    /// Another priority.
    pub priority: Option<i64>,
    /// What it allows from now on.
    pub permissions: Option<Vec<String>>,
    /// Whether whoever has it sees records without being assigned to them.
    pub visibility: Option<Visibility>,
    /// How far its permissions reach from now on, by entity type; everywhere in one that is not named.
    pub records: Option<BTreeMap<String, Reaching>>,
    /// Whether it is the role of whoever gets none otherwise.
    pub default: Option<bool>,
}

impl Edit for UpdateRole {
    type Output = RoleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RoleId, EditError> {
        let held = check::held(draft, self.id)?;
        let mut role = held.clone();
        if let Some(name) = &self.name {
            role.name = check::free_name(draft, self.id, name)?;
        }
        role.priority = self.priority.unwrap_or(role.priority);
        if let Some(permissions) = &self.permissions {
            role.permissions = check::permissions(draft, permissions, &held.permissions)?;
        }
        role.visibility = self.visibility.unwrap_or(role.visibility);
        if let Some(records) = &self.records {
            role.records = check::records(draft, records)?;
        }
        if role != held {
            guards::built_in(&held)?;
            // Neither more than one may do oneself, nor less for those who may do more.
            guards::ceiling(draft.hand(), &held)?;
            guards::ceiling(draft.hand(), &role)?;
            draft.put_role(role.clone());
        }
        if let Some(default) = self.default {
            check::set_default(draft, &role, default)?;
        }
        Ok(self.id)
    }
}
