//! `DELETE /api/v1/fleet-groups/{id}`: a fleet group is removed.

use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Id, IfMatch, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::access::fleet::DeleteFleetGroup;
use muster_model::ids::FleetGroupId;

/// Remove a fleet group that nothing lies below, and every grant of it.
#[utoipa::path(delete, path = "/fleet-groups/{id}", tag = "Fleet groups", operation_id = "delete_fleet_group",
    params(("id" = uuid::Uuid, Path, description = "The fleet group."),
        ("If-Match" = Option<String>, Header, description = "The version that is removed.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn delete(
    admin: Admin<ManageRoles>,
    Id(id): Id<FleetGroupId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    change_policy(&admin, &state, DeleteFleetGroup { id }, if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}
