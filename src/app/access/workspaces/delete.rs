//! A workspace is removed.

use crate::access::edit::{Draft, Edit, EditError};
use muster_model::ids::WorkspaceId;

/// Removes a workspace and every grant of it; a rule that gives it says from then on that it gives
/// nothing.
#[derive(Clone, Debug)]
pub struct DeleteWorkspace {
    /// Which.
    pub id: WorkspaceId,
}

impl Edit for DeleteWorkspace {
    type Output = WorkspaceId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<WorkspaceId, EditError> {
        if draft.policy().workspace(self.id).is_none() {
            return Err(EditError::NotFound("workspace"));
        }
        draft.drop_workspace(self.id);
        Ok(self.id)
    }
}
