//! A workspace is made.

use crate::access::edit::{Draft, Edit, EditError};
use crate::access::plan::check::{is_name, no_name};
use muster_model::access::Workspace;
use muster_model::ids::WorkspaceId;
use muster_model::people::fold;

/// Makes a workspace; a rule that captured its name gives it from then on.
#[derive(Clone, Debug)]
pub struct CreateWorkspace {
    /// Its name.
    pub name: String,
}

impl Edit for CreateWorkspace {
    type Output = WorkspaceId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<WorkspaceId, EditError> {
        let id = WorkspaceId(draft.ids().next());
        let name = free_name(draft, id, &self.name)?;
        draft.put_workspace(Workspace { id, name });
        Ok(id)
    }
}

/// A name that no other workspace has.
pub(super) fn free_name(
    draft: &Draft<'_>,
    id: WorkspaceId,
    name: &str,
) -> Result<String, EditError> {
    let name = name.trim();
    if !is_name(name) {
        return Err(EditError::Name(no_name("workspace", name)));
    }
    let mut others = draft
        .policy()
        .workspaces
        .iter()
        .filter(|held| held.id != id);
    if others.any(|held| fold(&held.name) == fold(name)) {
        return Err(EditError::NameTaken {
            what: "workspace",
            name: name.to_owned(),
        });
    }
    Ok(name.to_owned())
}
