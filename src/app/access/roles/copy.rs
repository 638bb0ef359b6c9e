//! A role is copied: a copy of a built-in one is not locked.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::access::{Role, guards};
use muster_model::ids::RoleId;

/// Makes a role that allows what another one does.
#[derive(Clone, Debug)]
pub struct CopyRole {
    /// Which is copied.
    pub id: RoleId,
    /// The name of the copy.
    pub name: String,
    /// Its short name; made of the name when none is given.
    pub slug: Option<String>,
}

impl Edit for CopyRole {
    type Output = RoleId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RoleId, EditError> {
        let held = check::held(draft, self.id)?;
        guards::owners_role(&held)?;
        let id = RoleId(draft.ids().next());
        let name = check::free_name(draft, id, &self.name)?;
        let role = Role {
            id,
            slug: check::free_slug(draft, self.slug.as_deref(), &name)?,
            name,
            built_in: false,
            ..held
        };
        guards::ceiling(draft.hand(), &role)?;
        draft.put_role(role);
        Ok(id)
    }
}
