//! `GET /api/v1/roles/{id}`: one role.

use super::view::RoleShown;
use crate::extract::{Admin, Id, ReadAccess};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::roles::show_role;
use muster_model::ids::RoleId;

/// Show one role. Its `ETag` is the version of the whole policy.
#[utoipa::path(get, path = "/roles/{id}", tag = "Roles", operation_id = "show_role",
    params(("id" = uuid::Uuid, Path, description = "The role.")),
    responses((status = 200, description = "The role.", body = RoleShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn show(
    admin: Admin<ReadAccess>,
    Id(id): Id<RoleId>,
    State(state): State<WebState>,
) -> Result<Tagged<RoleShown>, Problem> {
    let (view, version) = show_role(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
