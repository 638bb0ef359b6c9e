//! `DELETE /api/v1/record-sets/{id}`: a record set is removed.

use crate::extract::{Admin, Asked, Id, IfMatch, ManageRoles};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::access::edit::apply;
use muster_app::access::record_sets::DeleteRecordSet;
use muster_model::ids::RecordSetId;
use serde::Deserialize;

/// Where its people go.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Away {
    /// The record set that takes its place, wherever it was given.
    #[param(value_type = Option<uuid::Uuid>)]
    move_to: Option<RecordSetId>,
}

/// Remove a record set that nobody and nothing uses, or move everything to another one.
#[utoipa::path(delete, path = "/record-sets/{id}", tag = "Record sets", operation_id = "delete_record_set",
    params(("id" = uuid::Uuid, Path, description = "The record set."), Away,
        ("If-Match" = Option<String>, Header, description = "The version that is removed.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn delete(
    admin: Admin<ManageRoles>,
    Id(id): Id<RecordSetId>,
    IfMatch(if_match): IfMatch,
    Asked(away): Asked<Away>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let edit = DeleteRecordSet {
        id,
        move_to: away.move_to,
    };
    let (account, acting) = (admin.account(), admin.acting());
    apply(&state.ctx, &acting, account, edit, if_match).await?;
    Ok(StatusCode::NO_CONTENT)
}
