//! `DELETE /api/v1/assignments/{id}`: somebody is taken off a record.

use crate::extract::{Admin, Id, ManageUsers};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::assignment::Unassign;
use muster_model::ids::AssignmentId;

/// Take somebody off a record, also who is gone.
#[utoipa::path(delete, path = "/assignments/{id}", tag = "Assignments", operation_id = "delete_assignment",
    params(("id" = uuid::Uuid, Path, description = "The assignment.")),
    responses((status = 204, description = "It is gone.")),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn delete(
    admin: Admin<ManageUsers>,
    Id(id): Id<AssignmentId>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let account = admin.account();
    let work = Unassign { account, id };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
