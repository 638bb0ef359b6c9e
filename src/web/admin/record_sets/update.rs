//! `PATCH /api/v1/record-sets/{id}`: a record set is changed.

use super::view::{ReachShown, RecordSetShown, reaching};
use crate::extract::{Admin, Body, Id, IfMatch, ManageRoles};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::edit::apply;
use muster_app::access::record_sets::{UpdateRecordSet, show_record_set};
use muster_model::ids::RecordSetId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What shall be different; what is not named stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordSetChange {
    /// Another name.
    name: Option<String>,
    /// How far it reaches from now on, by entity type.
    types: Option<BTreeMap<String, ReachShown>>,
    /// Whether the set of one person becomes one that anybody can be given; none becomes one person's.
    reusable: Option<bool>,
}

/// Change a record set, and with it what everybody reaches who was given it.
#[utoipa::path(patch, path = "/record-sets/{id}", tag = "Record sets", operation_id = "update_record_set",
    params(("id" = uuid::Uuid, Path, description = "The record set."),
        ("If-Match" = Option<String>, Header, description = "The version that is changed.")),
    request_body = RecordSetChange,
    responses((status = 200, description = "The record set.", body = RecordSetShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn update(
    admin: Admin<ManageRoles>,
    Id(id): Id<RecordSetId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(change): Body<RecordSetChange>,
) -> Result<Tagged<RecordSetShown>, Problem> {
    let edit = UpdateRecordSet {
        id,
        name: change.name,
        types: change.types.map(reaching),
        reusable: change.reusable,
    };
    let (account, acting) = (admin.account(), admin.acting());
    apply(&state.ctx, &acting, account, edit, if_match).await?;
    let (view, version) = show_record_set(&state.ctx, account, id).await?;
    Ok(Tagged(version, view.into()))
}
