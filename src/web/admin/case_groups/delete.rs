//! `DELETE /api/v1/case-groups/{id}`: a case group is removed.

use crate::extract::{Admin, Id, IfMatch, ManageUsers};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::assignment::case_groups::DeleteCaseGroup;
use muster_model::ids::CaseGroupId;

/// Remove a case group; whoever is assigned to its records stays so.
#[utoipa::path(delete, path = "/case-groups/{id}", tag = "Assignments", operation_id = "delete_case_group",
    params(("id" = uuid::Uuid, Path, description = "The case group."),
        ("If-Match" = Option<String>, Header, description = "The version that is removed.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn delete(
    admin: Admin<ManageUsers>,
    Id(id): Id<CaseGroupId>,
    IfMatch(if_match): IfMatch,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let account = admin.account();
    let work = DeleteCaseGroup {
        account,
        id,
        if_match,
    };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
