//! `GET /api/v1/workspaces/{id}`: one workspace.

use super::view::WorkspaceShown;
use crate::extract::{Admin, Id, ReadAccess};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::workspaces::show_workspace;
use muster_model::ids::WorkspaceId;

/// Show one workspace. Its `ETag` is the version of the whole policy.
#[utoipa::path(get, path = "/workspaces/{id}", tag = "Workspaces", operation_id = "show_workspace",
    params(("id" = uuid::Uuid, Path, description = "The workspace.")),
    responses((status = 200, description = "The workspace.", body = WorkspaceShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn show(
    admin: Admin<ReadAccess>,
    Id(id): Id<WorkspaceId>,
    State(state): State<WebState>,
) -> Result<Tagged<WorkspaceShown>, Problem> {
    let (view, version) = show_workspace(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
