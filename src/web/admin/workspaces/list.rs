//! `GET /api/v1/workspaces`: the workspaces of the account, page by page.

use super::view::WorkspaceShown;
use crate::admin::access::page_of;
use crate::extract::{Admin, Asked, Paging, ReadAccess};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::workspaces::list_workspaces;

/// List the workspaces by name, with how many people see each.
#[utoipa::path(get, path = "/workspaces", tag = "Workspaces", operation_id = "list_workspaces",
    params(Paging), responses((status = 200, description = "The workspaces.", body = Page<WorkspaceShown>)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn list(
    admin: Admin<ReadAccess>,
    Asked(paging): Asked<Paging>,
    State(state): State<WebState>,
) -> Result<Json<Page<WorkspaceShown>>, Problem> {
    let (all, _) = list_workspaces(&state.ctx, admin.account()).await?;
    let page = page_of(all, &paging, |view| view.workspace.id)?;
    Ok(Json(Page {
        items: page.items.into_iter().map(WorkspaceShown::from).collect(),
        next: page.next,
    }))
}
