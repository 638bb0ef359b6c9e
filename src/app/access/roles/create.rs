//! A role is made.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use crate::access::record_sets::Reaching;
use muster_model::access::{Role, Visibility, guards};
use muster_model::ids::RoleId;
use std::collections::BTreeMap;

/// Makes a role.
#[derive(Clone, Debug, Default)]
pub struct CreateRole {
    /// Its name as people read it.
    pub name: String,
    /// Its short name; made of the name when none is given.
    pub slug: Option<String>,
    /// The higher one wins where two sources of one rank give different roles.
    pub priority: i64,
    /// What it allows; `module.*` takes in what the module will offer later.
    pub permissions: Vec<String>,
    /// Whether whoever has it sees records without being assigned to them.
    pub visibility: Visibility,
    /// How far its permissions reach, by entity type; everywhere in one that is not named.
    pub records: BTreeMap<String, Reaching>,
    /// Whether it becomes the role of whoever gets none otherwise.
    pub default: bool,
}

impl Edit for CreateRole {
    type Output = RoleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RoleId, EditError> {
        let id = RoleId(draft.ids().next());
        let name = check::free_name(draft, id, &self.name)?;
        let role = Role {
            id,
            slug: check::free_slug(draft, self.slug.as_deref(), &name)?,
            name,
            priority: self.priority,
            built_in: false,
            permissions: check::permissions(draft, &self.permissions, &[])?,
            visibility: self.visibility,
            records: check::records(draft, &self.records)?,
        };
        guards::ceiling(draft.hand(), &role)?;
        draft.put_role(role.clone());
        check::set_default(draft, &role, self.default)?;
        Ok(id)
    }
}
