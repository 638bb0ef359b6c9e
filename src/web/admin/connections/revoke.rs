//! `POST /api/v1/connections/{id}/revoke`: nobody enters by this connection any more.

use super::view::TakenBack;
use crate::extract::{Admin, Id, ManageDirectory};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::{RevokeConnection, show_connection};
use muster_model::ids::ConnectionId;

/// Take back every token and client of a connection; its people keep what they have.
#[utoipa::path(post, path = "/connections/{id}/revoke", tag = "Connections", operation_id = "revoke_connection",
    params(("id" = uuid::Uuid, Path, description = "The connection.")),
    responses((status = 200, description = "What was taken back.", body = TakenBack)),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn revoke(
    admin: Admin<ManageDirectory>,
    Id(id): Id<ConnectionId>,
    State(state): State<WebState>,
) -> Result<Json<TakenBack>, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let connection = shown.connection.id;
    let work = RevokeConnection {
        connection,
        token: None,
    };
    let revoked = state.ctx.store.perform(admin.acting(), work).await?;
    Ok(Json(TakenBack {
        tokens: revoked.tokens.iter().map(|id| id.0).collect(),
        oauth_clients: revoked.clients.iter().map(|id| id.0).collect(),
    }))
}
