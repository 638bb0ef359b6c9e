//! `DELETE /api/v1/workspaces/{id}`: a workspace is removed.

use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Id, IfMatch, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::access::workspaces::DeleteWorkspace;
use muster_model::ids::WorkspaceId;

/// Remove a workspace and every grant of it.
#[utoipa::path(delete, path = "/workspaces/{id}", tag = "Workspaces", operation_id = "delete_workspace",
    params(("id" = uuid::Uuid, Path, description = "The workspace."),
        ("If-Match" = Option<String>, Header, description = "The version that is removed.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn delete(
    admin: Admin<ManageRoles>,
    Id(id): Id<WorkspaceId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    change_policy(&admin, &state, DeleteWorkspace { id }, if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}
