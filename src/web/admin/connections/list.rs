//! `GET /api/v1/connections`: the directories of the account.

use super::view::Directory;
use crate::extract::{Admin, ManageDirectory};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::list_connections;

/// List the connections, oldest first.
#[utoipa::path(get, path = "/connections", tag = "Connections", operation_id = "list_connections",
    responses((status = 200, description = "The connections.", body = Page<Directory>)),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn list(
    admin: Admin<ManageDirectory>,
    State(state): State<WebState>,
) -> Result<Json<Page<Directory>>, Problem> {
    let known = list_connections(&state.ctx, admin.account()).await?;
    let base = state.ctx.scim_base_url();
    let items = known
        .iter()
        .map(|one| Directory::of(&one.connection, base.clone()));
    Ok(Json(Page::whole(items.collect())))
}
