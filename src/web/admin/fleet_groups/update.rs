//! `PATCH /api/v1/fleet-groups/{id}`: a fleet group is changed.

use super::view::FleetGroupShown;
use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Body, Field, Id, IfMatch, ManageRoles};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::fleet::{UpdateFleetGroup, show_fleet_group};
use muster_model::ids::FleetGroupId;
use serde::Deserialize;

/// What shall be different; what is not named stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FleetGroupChange {
    /// Another name.
    name: Option<String>,
    /// Another group that it is part of; null puts it at the top.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    parent: Field<FleetGroupId>,
}

/// Rename a fleet group, or move it with everything below it.
#[utoipa::path(patch, path = "/fleet-groups/{id}", tag = "Fleet groups", operation_id = "update_fleet_group",
    params(("id" = uuid::Uuid, Path, description = "The fleet group."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = FleetGroupChange,
    responses((status = 200, description = "The fleet group.", body = FleetGroupShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn update(
    admin: Admin<ManageRoles>,
    Id(id): Id<FleetGroupId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<FleetGroupChange>,
) -> Result<Tagged<FleetGroupShown>, Problem> {
    let edit = UpdateFleetGroup {
        id,
        name: change.name,
        parent: change.parent.option(),
    };
    change_policy(&admin, &state, edit, if_match).await?;
    let (view, version) = show_fleet_group(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
