//! A workspace, as the admin API shows it.

use muster_app::access::workspaces::WorkspaceView;
use muster_model::ids::WorkspaceId;
use serde::Serialize;

/// A workspace.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct WorkspaceShown {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: WorkspaceId,
    /// Its name.
    name: String,
    /// How many people see it; null where there are too many to count,
    /// and while more than 200 are compiled anew.
    #[schema(required)]
    people: Option<u64>,
}

impl From<WorkspaceView> for WorkspaceShown {
    fn from(view: WorkspaceView) -> Self {
        Self {
            id: view.workspace.id,
            name: view.workspace.name,
            people: view.people,
        }
    }
}
