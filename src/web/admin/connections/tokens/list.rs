//! `GET /api/v1/connections/{id}/tokens`: with what a directory enters.

use crate::admin::connections::view::DirectoryToken;
use crate::extract::{Admin, Id, ManageDirectory};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::show_connection;
use muster_model::ids::ConnectionId;

/// List the tokens of a connection that are not taken back, the newest first.
#[utoipa::path(get, path = "/connections/{id}/tokens", tag = "Connections", operation_id = "list_connection_tokens",
    params(("id" = uuid::Uuid, Path, description = "The connection.")),
    responses((status = 200, description = "The tokens.", body = Page<DirectoryToken>)),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn list(
    admin: Admin<ManageDirectory>,
    Id(id): Id<ConnectionId>,
    State(state): State<WebState>,
) -> Result<Json<Page<DirectoryToken>>, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    Ok(Json(Page::whole(DirectoryToken::all(&shown))))
}
