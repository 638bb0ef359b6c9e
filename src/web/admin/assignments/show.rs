//! `GET /api/v1/assignments/{id}`: one assignment.

use super::view::AssignmentShown;
use crate::extract::{Admin, Id, ReadPeople};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::assignment::show_assignment;
use muster_model::ids::AssignmentId;

/// Show one assignment.
#[utoipa::path(get, path = "/assignments/{id}", tag = "Assignments", operation_id = "show_assignment",
    params(("id" = uuid::Uuid, Path, description = "The assignment.")),
    responses((status = 200, description = "The assignment.", body = AssignmentShown)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn show(
    admin: Admin<ReadPeople>,
    Id(id): Id<AssignmentId>,
    State(state): State<WebState>,
) -> Result<Json<AssignmentShown>, Problem> {
    let shown = show_assignment(&state.ctx, admin.account(), id).await?;
    Ok(Json(shown.into()))
}
