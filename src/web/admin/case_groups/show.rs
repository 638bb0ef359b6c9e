//! `GET /api/v1/case-groups/{id}`: one case group.

use super::view::CaseGroupShown;
use crate::extract::{Admin, Id, ReadPeople};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::assignment::case_groups::show_case_group;
use muster_model::ids::{AccountId, CaseGroupId};

/// Show one case group with its people and records.
#[utoipa::path(get, path = "/case-groups/{id}", tag = "Assignments", operation_id = "show_case_group",
    params(("id" = uuid::Uuid, Path, description = "The case group.")),
    responses((status = 200, description = "The case group.", body = CaseGroupShown, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn show(
    admin: Admin<ReadPeople>,
    Id(id): Id<CaseGroupId>,
    State(state): State<WebState>,
) -> Result<Tagged<CaseGroupShown>, Problem> {
    shown(&state, admin.account(), id).await
}

/// A case group as it is now, with its version.
pub(super) async fn shown(
    state: &WebState,
    account: AccountId,
    id: CaseGroupId,
) -> Result<Tagged<CaseGroupShown>, Problem> {
    let view = show_case_group(&state.ctx, account, id).await?;
    Ok(Tagged(view.group.version, view.into()))
}
