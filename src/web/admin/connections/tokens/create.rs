//! `POST /api/v1/connections/{id}/tokens`: a second live token.

use crate::admin::connections::view::DirectoryTokenMade;
use crate::extract::{Admin, Id, ManageDirectory};
use crate::render::{Made, Problem};
use crate::state::{TokenTerms, WebState};
use axum::extract::State;
use muster_app::admin::{RotateConnection, show_connection};
use muster_model::ids::ConnectionId;

/// Give a connection another token; the older ones end after the overlap.
#[utoipa::path(post, path = "/connections/{id}/tokens", tag = "Connections", operation_id = "create_connection_token",
    params(("id" = uuid::Uuid, Path, description = "The connection.")),
    responses((status = 201, description = "The token, shown this once.", body = DirectoryTokenMade, headers(("Location" = String, description = "Where it is.")))),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn create(
    admin: Admin<ManageDirectory>,
    Id(id): Id<ConnectionId>,
    State(state): State<WebState>,
) -> Result<Made<DirectoryTokenMade>, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let id = shown.connection.id;
    let TokenTerms { lifetime, overlap } = state.terms;
    let work = RotateConnection::new(&state.ctx, id, lifetime, overlap);
    let rotated = state.ctx.store.perform(admin.acting(), work).await?;
    let body = DirectoryTokenMade {
        token: rotated.bearer.reveal().to_owned(),
        token_expires_at: rotated.expires_at.into(),
        previous_expires_at: Some(rotated.previous_expires_at.into()),
    };
    Ok(Made(format!("connections/{id}/tokens"), body))
}
