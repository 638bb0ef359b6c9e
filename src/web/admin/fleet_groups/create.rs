//! `POST /api/v1/fleet-groups`: a fleet group is made.

use super::view::FleetGroupShown;
use crate::admin::change_policy::change_policy;
use crate::extract::{Admin, Body, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::fleet::{CreateFleetGroup, show_fleet_group};
use muster_model::ids::FleetGroupId;
use serde::Deserialize;

/// A fleet group that shall be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewFleetGroup {
    /// Its name: 1 to 200 characters without `;`.
    name: String,
    /// The group that it is part of.
    #[schema(value_type = Option<uuid::Uuid>)]
    parent: Option<FleetGroupId>,
}

/// Make a fleet group.
#[utoipa::path(post, path = "/fleet-groups", tag = "Fleet groups", operation_id = "create_fleet_group",
    params(("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewFleetGroup,
    responses((status = 201, description = "The fleet group.", body = FleetGroupShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn create(
    admin: Admin<ManageRoles>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewFleetGroup>,
) -> Result<Made<FleetGroupShown>, Problem> {
    let edit = CreateFleetGroup {
        name: new.name,
        parent: new.parent,
    };
    let id = change_policy(&admin, &state, edit, if_match).await?;
    let (view, _) = show_fleet_group(&state.ctx, admin.account(), id).await?;
    Ok(Made(format!("fleet-groups/{id}"), view.into()))
}
