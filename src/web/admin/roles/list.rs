//! `GET /api/v1/roles`: the roles of the account, page by page.

use super::view::RoleShown;
use crate::admin::access::page_of;
use crate::extract::{Admin, Asked, Paging, ReadAccess};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::roles::list_roles;

/// List the roles, the highest priority first, with how many people have each.
#[utoipa::path(get, path = "/roles", tag = "Roles", operation_id = "list_roles",
    params(Paging), responses((status = 200, description = "Roles.", body = Page<RoleShown>)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn list(
    admin: Admin<ReadAccess>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<RoleShown>>, Problem> {
    let (roles, _) = list_roles(&state.ctx, admin.account()).await?;
    let page = page_of(roles, &paging, |view| view.role.id)?;
    Ok(Json(Page {
        items: page.items.into_iter().map(RoleShown::from).collect(),
        next: page.next,
    }))
}
