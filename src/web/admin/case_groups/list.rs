//! `GET /api/v1/case-groups`: the case groups of the account, page by page.

use super::view::CaseGroupNamed;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::assignment::case_groups::list_case_groups;

/// List the case groups, by id.
#[utoipa::path(get, path = "/case-groups", tag = "Assignments", operation_id = "list_case_groups",
    params(Paging), responses((status = 200, description = "The case groups.", body = Page<CaseGroupNamed>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<CaseGroupNamed>>, Problem> {
    let limit = Paging::limit(paging.limit)?;
    let after = Paging::place(paging.cursor.as_deref())?;
    let rows = list_case_groups(&state.ctx, admin.account(), after, limit + 1).await?;
    let page = Page::cut(rows, limit, |row| row.id.to_string());
    Ok(Json(page.map(CaseGroupNamed::from)))
}
