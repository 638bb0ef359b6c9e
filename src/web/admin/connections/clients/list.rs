//! `GET /api/v1/connections/{id}/oauth-clients`: who may ask for access tokens.

use crate::admin::connections::view::ClientShown;
use crate::extract::{Admin, Id, ManageDirectory};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::show_connection;
use muster_app::oauth::list_clients;
use muster_model::ids::ConnectionId;

/// List the OAuth clients of a connection, oldest first.
#[utoipa::path(get, path = "/connections/{id}/oauth-clients", tag = "Connections", operation_id = "list_oauth_clients",
    params(("id" = uuid::Uuid, Path, description = "The connection.")),
    responses((status = 200, description = "The clients.", body = Page<ClientShown>)),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn list(
    admin: Admin<ManageDirectory>,
    Id(id): Id<ConnectionId>,
    State(state): State<WebState>,
) -> Result<Json<Page<ClientShown>>, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let clients = list_clients(&state.ctx, shown.connection.id).await?;
    let items = clients.into_iter().map(ClientShown::from).collect();
    Ok(Json(Page::whole(items)))
}
