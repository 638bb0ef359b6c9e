//! `GET /api/v1/fleet-groups`: the fleet groups of the account, page by page.

use super::view::FleetGroupShown;
use crate::admin::access::page_of;
use crate::extract::{Admin, Asked, Paging, ReadAccess};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::fleet::list_fleet_groups;

/// List the fleet groups, each after the one that it is part of.
#[utoipa::path(get, path = "/fleet-groups", tag = "Fleet groups", operation_id = "list_fleet_groups",
    params(Paging), responses((status = 200, description = "The fleet groups.", body = Page<FleetGroupShown>)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn list(
    admin: Admin<ReadAccess>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<FleetGroupShown>>, Problem> {
    let (all, _) = list_fleet_groups(&state.ctx, admin.account()).await?;
    let page = page_of(all, &paging, |view| view.group.id)?;
    Ok(Json(Page {
        items: page.items.into_iter().map(FleetGroupShown::from).collect(),
        next: page.next,
    }))
}
