//! `PATCH /api/v1/workspaces/{id}`: a workspace is changed.

use super::view::WorkspaceShown;
use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Body, Id, IfMatch, ManageRoles};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::workspaces::{RenameWorkspace, show_workspace};
use muster_model::ids::WorkspaceId;
use serde::Deserialize;

/// What shall be different; what is not named stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkspaceChange {
    /// Its name from now on.
    name: String,
}

/// Rename a workspace; whoever sees it still does, unless a rule gives it by its name.
#[utoipa::path(patch, path = "/workspaces/{id}", tag = "Workspaces", operation_id = "update_workspace",
    params(("id" = uuid::Uuid, Path, description = "The workspace."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = WorkspaceChange,
    responses((status = 200, description = "The workspace.", body = WorkspaceShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn update(
    admin: Admin<ManageRoles>,
    Id(id): Id<WorkspaceId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<WorkspaceChange>,
) -> Result<Tagged<WorkspaceShown>, Problem> {
    let edit = RenameWorkspace {
        id,
        name: change.name,
    };
    change_policy(&admin, &state, edit, if_match).await?;
    let (view, version) = show_workspace(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
