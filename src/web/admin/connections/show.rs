//! `GET /api/v1/connections/{id}`: one directory.

use super::view::Directory;
use crate::extract::{Admin, Id, ManageDirectory};
use crate::render::{Problem, Tagged};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::show_connection;
use muster_model::ids::ConnectionId;

/// Show one connection.
#[utoipa::path(get, path = "/connections/{id}", tag = "Connections", operation_id = "show_connection",
    params(("id" = uuid::Uuid, Path, description = "The connection.")),
    responses((status = 200, description = "The connection.", body = Directory, headers(("ETag" = String, description = "The version.")))),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn show(
    admin: Admin<ManageDirectory>,
    Id(id): Id<ConnectionId>,
    State(state): State<WebState>,
) -> Result<Tagged<Directory>, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let body = Directory::of(&shown.connection, state.ctx.scim_base_url());
    Ok(Tagged(shown.connection.version, body))
}
