//! A workspace gets another name.

use super::create::free_name;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::access::Workspace;
use muster_model::ids::WorkspaceId;

/// Renames a workspace; whoever sees it still does, unless a rule gives it by its name.
#[derive(Clone, Debug)]
pub struct RenameWorkspace {
    /// Which.
    pub id: WorkspaceId,
    /// Its name from now on.
    pub name: String,
}

impl Edit for RenameWorkspace {
    type Output = WorkspaceId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<WorkspaceId, EditError> {
        let held = draft.policy().workspace(self.id).cloned();
        let held = held.ok_or(EditError::NotFound("workspace"))?;
        let name = free_name(draft, self.id, &self.name)?;
        if name != held.name {
            draft.put_workspace(Workspace { id: self.id, name });
        }
        Ok(self.id)
    }
}
