//! `GET /api/v1/hand-over`: what people who are gone still hold.

use super::view::HandOverShown;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::assignment::hand_over;

/// List the records that deactivated people are still assigned to: each stays theirs until somebody
/// takes them off it.
#[utoipa::path(get, path = "/hand-over", tag = "Assignments", operation_id = "hand_over",
    params(Paging), responses((status = 200, description = "What waits to be handed over.", body = Page<HandOverShown>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<HandOverShown>>, Problem> {
    let limit = Paging::limit(paging.limit)?;
    let after = Paging::place(paging.cursor.as_deref())?;
    let rows = hand_over(&state.ctx, admin.account(), after, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| row.assignment.id.to_string());
    Ok(Json(page.map(HandOverShown::from)))
}
