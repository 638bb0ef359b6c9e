//! `DELETE /api/v1/connections/{id}/tokens/{token}`: one token works no more.

use crate::extract::{Admin, ManageDirectory, Pair};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::admin::{RevokeConnection, show_connection};
use muster_model::ids::{ConnectionId, TokenId};

/// Take one token of a connection back, at once.
#[utoipa::path(delete, path = "/connections/{id}/tokens/{token}", tag = "Connections", operation_id = "revoke_connection_token",
    params(("id" = uuid::Uuid, Path, description = "The connection."), ("token" = uuid::Uuid, Path, description = "The token.")),
    responses((status = 204, description = "Done.")),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn revoke(
    admin: Admin<ManageDirectory>,
    Pair(id, token): Pair<ConnectionId, TokenId>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let (connection, token) = (shown.connection.id, Some(token));
    let work = RevokeConnection { connection, token };
    state.ctx.store.perform(admin.acting(), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
