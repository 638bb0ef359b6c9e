//! `POST /api/v1/workspaces`: a workspace is made.

use super::view::WorkspaceShown;
use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Body, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::workspaces::{CreateWorkspace, show_workspace};
use serde::Deserialize;

/// A workspace that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewWorkspace {
    /// Its name: 1 to 200 characters without `;`.
    name: String,
}

/// Make a workspace.
#[utoipa::path(post, path = "/workspaces", tag = "Workspaces", operation_id = "create_workspace",
    params(("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewWorkspace,
    responses((status = 201, description = "The workspace.", body = WorkspaceShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn create(
    admin: Admin<ManageRoles>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewWorkspace>,
) -> Result<Made<WorkspaceShown>, Problem> {
    let edit = CreateWorkspace { name: new.name };
    let id = change_policy(&admin, &state, edit, if_match).await?;
    let (view, _) = show_workspace(&state.ctx, admin.account(), id).await?;
    Ok(Made(format!("workspaces/{id}"), view.into()))
}
