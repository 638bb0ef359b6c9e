//! `GET /api/v1/record-sets/{id}`: one record set.

use super::view::RecordSetShown;
use crate::extract::{Admin, Id, ReadAccess};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::record_sets::show_record_set;
use muster_model::ids::RecordSetId;

/// Show one record set. Its `ETag` is the version of the whole policy.
#[utoipa::path(get, path = "/record-sets/{id}", tag = "Record sets", operation_id = "show_record_set",
    params(("id" = uuid::Uuid, Path, description = "The record set.")),
    responses((status = 200, description = "The record set.", body = RecordSetShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn show(
    admin: Admin<ReadAccess>,
    Id(id): Id<RecordSetId>,
    State(state): State<WebState>,
) -> Result<Tagged<RecordSetShown>, Problem> {
    let (view, version) = show_record_set(&state.ctx, admin.account(), id).await?;
    Ok(Tagged(version, view.into()))
}
