//! `GET /api/v1/groups`: what directories push.

use super::view::GroupShown;
use crate::extract::{Admin, Asked, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::list_groups;

/// List the groups of all connections, by id.
#[utoipa::path(get, path = "/groups", tag = "Groups", operation_id = "list_groups",
    params(Paging),
    responses((status = 200, description = "The groups.", body = Page<GroupShown>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn list(
    admin: Admin<ReadPeople>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<GroupShown>>, Problem> {
    let after = Paging::place(paging.cursor.as_deref())?;
    let limit = Paging::limit(paging.limit)?;
    let groups = list_groups(&state.ctx, admin.account(), after, limit + 1).await?;
    let page = Page::cut(groups, limit, |group| group.id.to_string());
    Ok(Json(page.map(GroupShown::from)))
}
