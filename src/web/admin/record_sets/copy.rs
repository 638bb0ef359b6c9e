//! `POST /api/v1/record-sets/{id}/copy`: a record set is copied.

use super::view::RecordSetShown;
use crate::extract::{Admin, Body, Id, IfMatch, ManageRoles};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::access::edit::apply;
use muster_app::access::record_sets::{CopyRecordSet, show_record_set};
use muster_model::ids::RecordSetId;
use serde::Deserialize;

/// What the copy is called.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSetCopy {
    /// Its name: 1 to 200 characters without `;`.
    name: String,
}

/// Copy a record set; the copy of the set of one person is for everybody.
#[utoipa::path(post, path = "/record-sets/{id}/copy", tag = "Record sets", operation_id = "copy_record_set",
    params(("id" = uuid::Uuid, Path, description = "The record set that is copied."),
        ("If-Match" = Option<String>, Header, description = "The version of the policy that was looked at.")),
    request_body = NewSetCopy,
    responses((status = 201, description = "The copy.", body = RecordSetShown)),
    extensions(("x-permission" = json!("account.roles"))))]
pub(super) async fn copy(
    admin: Admin<ManageRoles>,
    Id(id): Id<RecordSetId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
    Body(new): Body<NewSetCopy>,
) -> Result<Made<RecordSetShown>, Problem> {
    let edit = CopyRecordSet { id, name: new.name };
    let (account, acting) = (admin.account(), admin.acting());
    let id = apply(&state.ctx, &acting, account, edit, if_match)
        .await?
        .output;
    let (view, _) = show_record_set(&state.ctx, account, id).await?;
    Ok(Made(format!("record-sets/{id}"), view.into()))
}
