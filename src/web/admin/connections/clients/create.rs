//! `POST /api/v1/connections/{id}/oauth-clients`: client credentials for SCIM.

use crate::extract::{Admin, Body, Id, ManageDirectory};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::admin::show_connection;
use muster_app::error::Kind;
use muster_app::oauth::{NewClient, create_client};
use muster_model::ids::ConnectionId;
use muster_model::oauth::Lifetime;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A client that is made.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClientWanted {
    /// How many minutes its access tokens live.
    lifetime_minutes: Option<u16>,
    /// Whom `/Me` shall be: the id or the sign-in address of a person.
    person: Option<String>,
}

/// A client that was made.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct ClientMade {
    client_id: Uuid,
    /// The secret, shown this once.
    client_secret: String,
    /// Where access tokens are asked for.
    token_url: String,
}

/// Make an OAuth client of a connection; its secret is shown this once.
#[utoipa::path(post, path = "/connections/{id}/oauth-clients", tag = "Connections", operation_id = "create_oauth_client",
    params(("id" = uuid::Uuid, Path, description = "The connection.")), request_body = NewClientWanted,
    responses((status = 201, description = "The client with its secret.", body = ClientMade, headers(("Location" = String, description = "Where it is.")))),
    extensions(("x-permission" = json!("account.directory"))))]
pub(super) async fn create(
    admin: Admin<ManageDirectory>,
    Id(id): Id<ConnectionId>,
    State(state): State<WebState>,
    Body(wanted): Body<NewClientWanted>,
) -> Result<Made<ClientMade>, Problem> {
    let shown = show_connection(&state.ctx, admin.account(), id).await?;
    let lifetime = wanted
        .lifetime_minutes
        .map(Lifetime::of_minutes)
        .transpose();
    let lifetime =
        lifetime.map_err(|why| Problem::new(Kind::Invalid, "request.body", why.to_string()))?;
    let new = NewClient {
        connection: shown.connection.id,
        lifetime: lifetime.unwrap_or_default(),
        person: wanted.person,
    };
    let made = create_client(&state.ctx, admin.acting(), new).await?;
    let body = ClientMade {
        client_id: made.client.id.0,
        client_secret: made.secret.reveal().to_owned(),
        token_url: state.ctx.token_url(),
    };
    Ok(Made(format!("connections/{id}/oauth-clients"), body))
}
