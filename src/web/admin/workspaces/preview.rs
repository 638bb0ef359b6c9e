//! `POST /api/v1/workspaces/{id}/preview`: what a change of a workspace would do.

use crate::admin::access::ImpactShown;
use crate::extract::{Admin, Asked, Body, Id, Paging, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview as impact;
use muster_app::access::hand_of;
use muster_app::access::workspaces::{DeleteWorkspace, RenameWorkspace};
use muster_model::ids::WorkspaceId;
use serde::Deserialize;

/// A change that is tried out: what a PATCH would name, or a removal.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WorkspaceTrial {
    /// Another name; none when it would be removed.
    #[serde(default)]
    name: String,
    /// Whether it would be removed; then nothing else counts.
    #[serde(default)]
    delete: bool,
}

/// Show what a change of a workspace would do, person by person; nothing is written.
#[utoipa::path(post, path = "/workspaces/{id}/preview", tag = "Workspaces", operation_id = "preview_workspace",
    params(("id" = uuid::Uuid, Path, description = "The workspace."), Paging),
    request_body = WorkspaceTrial,
    responses((status = 200, description = "What it would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn preview(
    admin: Admin<ReadAccess>,
    Id(id): Id<WorkspaceId>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(trial): Body<WorkspaceTrial>,
) -> Result<Json<ImpactShown>, Problem> {
    let (account, ctx) = (admin.account(), &state.ctx);
    let hand = |policy: &_| hand_of(&admin.caller, policy);
    let told = if trial.delete {
        impact(ctx, hand, account, &DeleteWorkspace { id }, None).await?
    } else {
        let edit = RenameWorkspace {
            id,
            name: trial.name,
        };
        impact(ctx, hand, account, &edit, None).await?
    };
    Ok(Json(ImpactShown::of(told, &paging)?))
}
