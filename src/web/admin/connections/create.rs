//! `POST /api/v1/connections`: a directory is connected.

use super::view::{Directory, DirectoryMade, DirectoryTokenMade, NewDirectory};
use crate::extract::{Admin, Body, ManageDirectory};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::{ConnectDirectory, CreateConnection, read_profile};

/// Connect a directory; the account needs an active owner outside of all directories.
#[utoipa::path(post, path = "/connections", tag = "Connections", operation_id = "create_connection",
    request_body = NewDirectory,
    responses((status = 201, description = "The connection with its first token, which is shown this once.", body = DirectoryMade, headers(("Location" = String, description = "Where it is.")))),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn create(
    admin: Admin<ManageDirectory>,
    State(state): State<WebState>,
    Body(new): Body<NewDirectory>,
) -> Result<Made<DirectoryMade>, Problem> {
    let profile = read_profile(new.profile.as_deref().unwrap_or("lenient"))?;
    let account = admin.account();
    let lifetime = state.terms.lifetime;
    let create = CreateConnection::new(&state.ctx, account, new.name, profile, lifetime);
    let work = ConnectDirectory { account, create };
    let made = state.ctx.store.perform(admin.acting(), work).await?;
    let body = DirectoryMade {
        connection: Directory::of(&made.connection, state.ctx.scim_base_url()),
        token: DirectoryTokenMade {
            token: made.bearer.reveal().to_owned(),
            token_expires_at: made.expires_at.into(),
            previous_expires_at: None,
        },
    };
    Ok(Made(format!("connections/{}", made.connection.id), body))
}
