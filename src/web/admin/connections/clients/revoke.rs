//! `DELETE /api/v1/connections/{id}/oauth-clients/{client}`: a client works no more.

use crate::extract::{Admin, ManageDirectory, Pair};
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use http::StatusCode;
use muster_app::admin::show_connection;
use muster_app::oauth::{list_clients, revoke_client};
use muster_model::ids::{ConnectionId, OAuthClientId};

/// Take an OAuth client back; its access tokens end at once.
#[utoipa::path(delete, path = "/connections/{id}/oauth-clients/{client}", tag = "Connections", operation_id = "revoke_oauth_client",
    params(("id" = uuid::Uuid, Path, description = "The connection."), ("client" = uuid::Uuid, Path, description = "The client.")),
    responses((status = 204, description = "Done.")),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn revoke(
    admin: Admin<ManageDirectory>,
    Pair(id, client): Pair<ConnectionId, OAuthClientId>,
    State(state): State<WebState>,
) -> Result<StatusCode, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let known = list_clients(&state.ctx, shown.connection.id).await?;
    if !known.iter().any(|one| one.id == client) {
        return Err(Problem::not_found());
    }
    revoke_client(&state.ctx, admin.acting(), client).await?;
    Ok(StatusCode::NO_CONTENT)
}
