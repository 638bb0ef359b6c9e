//! `GET /api/v1/groups/{id}/members`: who is in a group.

use super::view::MemberShown;
use crate::extract::{Admin, Asked, Id, Paging, ReadPeople};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::list_members;
use muster_model::ids::GroupId;

/// List the members of a group, by id: people and groups.
#[utoipa::path(get, path = "/groups/{id}/members", tag = "Groups", operation_id = "list_members",
    params(("id" = uuid::Uuid, Path, description = "The group."), Paging),
    responses((status = 200, description = "The members.", body = Page<MemberShown>)),
    extensions(("x-permission" = json!("people.view"))))]
pub(super) async fn members(
    admin: Admin<ReadPeople>,
    Id(id): Id<GroupId>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<MemberShown>>, Problem> {
    let after = Paging::place(paging.cursor.as_deref())?;
    let limit = Paging::limit(paging.limit)?;
    let of = (admin.account(), id);
    let members = list_members(&state.ctx, of, after, limit + 1).await?;
    let page = Page::cut(members, limit, |member| member.id.to_string());
    Ok(Json(page.map(MemberShown::from)))
}
