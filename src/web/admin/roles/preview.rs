//! `POST /api/v1/roles/{id}/preview`: what a change of a role would do.

use crate::admin::access::{ImpactShown, check_move_to};
use crate::admin::record_sets::{ReachShown, reaching};
use crate::extract::{Admin, Asked, Body, Id, Paging, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview as impact;
use muster_app::access::hand_of;
use muster_app::access::roles::{DeleteRole, UpdateRole};
use muster_model::access::Visibility;
use muster_model::ids::RoleId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A change that is tried out: what a PATCH would name, or a removal.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleTrial {
    /// Another name.
    name: Option<String>,
    /// Another priority.
    priority: Option<i64>,
    /// Everything that it would allow.
    permissions: Option<Vec<String>>,
    /// Whether whoever has it would see records without being assigned to them.
    #[schema(value_type = Option<String>, pattern = "^(all|assigned|single)$")]
    visibility: Option<Visibility>,
    /// How far its permissions would reach, by entity type; everywhere in one that is not named.
    records: Option<BTreeMap<String, ReachShown>>,
    /// Whether it would be the default.
    default: Option<bool>,
    /// Whether it would be removed; then nothing else but `move_to` counts.
    #[serde(default)]
    delete: bool,
    /// The role that would take its place; with `delete` alone.
    #[schema(value_type = Option<uuid::Uuid>)]
    move_to: Option<RoleId>,
}

/// Show what a change of a role would do, person by person; nothing is written.
#[utoipa::path(post, path = "/roles/{id}/preview", tag = "Roles", operation_id = "preview_role",
    params(("id" = uuid::Uuid, Path, description = "The role."), Paging),
    request_body = RoleTrial,
    responses((status = 200, description = "What it would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn preview(
    admin: Admin<ReadAccess>,
    Id(id): Id<RoleId>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(trial): Body<RoleTrial>,
) -> Result<Json<ImpactShown>, Problem> {
    check_move_to(trial.delete, trial.move_to.as_ref())?;
    let (account, ctx) = (admin.account(), &state.ctx);
    let hand = |policy: &_| hand_of(&admin.caller, policy);
    let told = if trial.delete {
        let move_to = trial.move_to;
        impact(ctx, hand, account, &DeleteRole { id, move_to }, None).await?
    } else {
        let edit = UpdateRole {
            id,
            name: trial.name,
            priority: trial.priority,
            permissions: trial.permissions,
            visibility: trial.visibility,
            records: trial.records.map(reaching),
            default: trial.default,
        };
        impact(ctx, hand, account, &edit, None).await?
    };
    Ok(Json(ImpactShown::of(told, &paging)?))
}
