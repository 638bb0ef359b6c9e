//! `POST /api/v1/record-sets/{id}/preview`: what a change of a record set would do.

use super::view::{ReachShown, reaching};
use crate::admin::access::{ImpactShown, check_move_to};
use crate::extract::{Admin, Asked, Body, Id, Paging, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::edit::preview as impact;
use muster_app::access::hand_of;
use muster_app::access::record_sets::{DeleteRecordSet, UpdateRecordSet};
use muster_model::ids::RecordSetId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A change that is tried out: what a PATCH would name, or a removal.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordSetTrial {
    /// Another name.
    name: Option<String>,
    /// How far it would reach, by entity type.
    types: Option<BTreeMap<String, ReachShown>>,
    /// Whether the set of one person would become one that anybody can be given.
    reusable: Option<bool>,
    /// Whether it would be removed; then nothing else but `move_to` counts.
    #[serde(default)]
    delete: bool,
    /// The record set that would take its place; with `delete` alone.
    #[schema(value_type = Option<uuid::Uuid>)]
    move_to: Option<RecordSetId>,
}

/// Show what a change of a record set would do, person by person; nothing is written.
#[utoipa::path(post, path = "/record-sets/{id}/preview", tag = "Record sets", operation_id = "preview_record_set",
    params(("id" = uuid::Uuid, Path, description = "The record set."), Paging),
    request_body = RecordSetTrial,
    responses((status = 200, description = "What it would do.", body = ImpactShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn preview(
    admin: Admin<ReadAccess>,
    Id(id): Id<RecordSetId>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
    Body(trial): Body<RecordSetTrial>,
) -> Result<Json<ImpactShown>, Problem> {
    check_move_to(trial.delete, trial.move_to.as_ref())?;
    let (account, ctx) = (admin.account(), &state.ctx);
    let hand = |policy: &_| hand_of(&admin.caller, policy);
    let told = if trial.delete {
        let move_to = trial.move_to;
        impact(ctx, hand, account, &DeleteRecordSet { id, move_to }, None).await?
    } else {
        let edit = UpdateRecordSet {
            id,
            name: trial.name,
            types: trial.types.map(reaching),
            reusable: trial.reusable,
        };
        impact(ctx, hand, account, &edit, None).await?
    };
    Ok(Json(ImpactShown::of(told, &paging)?))
}
