//! `POST /api/v1/fleet-groups/{id}/preview`: what a change of a fleet group would do.

use crate::admin::access::ImpactShown;
use crate::extract::{Admin, Asked, Body, Field, Id, Paging, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview as impact;
use muster_app::access::fleet::{DeleteFleetGroup, UpdateFleetGroup};
use muster_app::access::hand_of;
use muster_model::ids::FleetGroupId;
use serde::Deserialize;

/// A change that is tried out: what a PATCH would name, or a removal.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FleetGroupTrial {
    /// Another name.
    name: Option<String>,
    /// Another group that it would be part of; null puts it at the top.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    parent: Field<FleetGroupId>,
    /// Whether it would be removed; then nothing else counts.
    #[serde(default)]
    delete: bool,
}

/// Show what a change of a fleet group would do, person by person; nothing is written.
#[utoipa::path(post, path = "/fleet-groups/{id}/preview", tag = "Fleet groups", operation_id = "preview_fleet_group",
    params(("id" = uuid::Uuid, Path, description = "The fleet group."), Paging),
    request_body = FleetGroupTrial,
    responses((status = 200, description = "What it would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn preview(
    admin: Admin<ReadAccess>,
    Id(id): Id<FleetGroupId>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(trial): Body<FleetGroupTrial>,
) -> Result<Json<ImpactShown>, Problem> {
    let (account, ctx) = (admin.account(), &state.ctx);
    let hand = |policy: &_| hand_of(&admin.caller, policy);
    let told = if trial.delete {
        impact(ctx, hand, account, &DeleteFleetGroup { id }, None).await?
    } else {
        let edit = UpdateFleetGroup {
            id,
            name: trial.name,
            parent: trial.parent.option(),
        };
        impact(ctx, hand, account, &edit, None).await?
    };
    Ok(Json(ImpactShown::of(told, &paging)?))
}
