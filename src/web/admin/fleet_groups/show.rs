//! `GET /api/v1/fleet-groups/{id}`: one fleet group.

use super::view::FleetGroupShown;
use crate::extract::{Admin, Id, ReadAccess};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::fleet::show_fleet_group;
use muster_model::ids::FleetGroupId;

/// Show one fleet group. Its `ETag` is the version of the whole policy.
#[utoipa::path(get, path = "/fleet-groups/{id}", tag = "Fleet groups", operation_id = "show_fleet_group",
    params(("id" = uuid::Uuid, Path, description = "The fleet group.")),
    responses((status = 200, description = "The fleet group.", body = FleetGroupShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn show(
    admin: Admin<ReadAccess>,
    Id(id): Id<FleetGroupId>,
    State(state): State<WebState>,
) -> Result<Tagged<FleetGroupShown>, Problem> {
    let (view, version) = show_fleet_group(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
