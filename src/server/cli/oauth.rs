//! `muster connection oauth-client` and its kin: programs that ask for access tokens.

use super::{Answer, Failure};
use crate::wire::Opened;
use clap::Args;
use muster_app::oauth::{NewClient, create_client, list_clients, revoke_client};
use muster_model::ids::{ConnectionId, OAuthClientId};
use muster_model::oauth::{Lifetime, OAuthClient};
use muster_store::Acting;
use serde_json::{Value, json};

/// The flags of `muster connection oauth-client`.
#[derive(Debug, Args)]
pub struct Make {
    /// The id of the connection
    #[arg(long, value_name = "ID")]
    connection: ConnectionId,
    /// How long its access tokens live: 60 to 360 minutes
    #[arg(long, value_name = "MINUTES", default_value = "60")]
    lifetime: Lifetime,
    /// Whom /Me shall be: the id or sign-in address of a person whom the connection provisions
    #[arg(long, value_name = "ID|EMAIL")]
    person: Option<String>,
}

/// The flags of `muster connection oauth-clients`.
#[derive(Debug, Args)]
pub struct List {
    /// The id of the connection
    #[arg(long, value_name = "ID")]
    connection: ConnectionId,
}

/// The flags of `muster connection oauth-revoke`.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The id of the client
    #[arg(long, value_name = "ID")]
    client: OAuthClientId,
}

pub(super) async fn make(opened: &Opened, make: Make) -> Result<Answer, Failure> {
    let ctx = &opened.ctx;
    let new = NewClient {
        connection: make.connection,
        lifetime: make.lifetime,
        person: make.person,
    };
    let created = create_client(ctx, Acting::command_line(), new).await?;
    let (id, secret, url) = (created.client.id, created.secret.reveal(), ctx.token_url());
    let json = json!({"client_id": id, "client_secret": secret, "token_url": url});
    let text = format!(
        "client id: {id}\nclient secret (shown this once): {secret}\ntoken URL: {url}\n\
         access tokens live {} minutes",
        created.client.lifetime.minutes()
    );
    Ok(Answer::new(json, text))
}

pub(super) async fn list(opened: &Opened, which: List) -> Result<Answer, Failure> {
    let clients = list_clients(&opened.ctx, which.connection).await?;
    let items: Vec<Value> = clients.iter().map(shown).collect();
    let text: Vec<String> = clients
        .iter()
        .map(|client| {
            let minutes = client.lifetime.minutes();
            let made = client.created_at;
            let person = client.person.map(|id| format!("  is {id} at /Me"));
            let person = person.unwrap_or_default();
            format!("{}  {minutes} minutes  since {made}{person}", client.id)
        })
        .collect();
    Ok(Answer::new(json!({"items": items}), text.join("\n")))
}

pub(super) async fn revoke(opened: &Opened, which: Revoke) -> Result<Answer, Failure> {
    let id = which.client;
    revoke_client(&opened.ctx, Acting::command_line(), id).await?;
    let json = json!({"client_id": id, "revoked": true});
    Ok(Answer::new(json, format!("client {id} is revoked")))
}

fn shown(client: &OAuthClient) -> Value {
    json!({
        "client_id": client.id,
        "lifetime_minutes": client.lifetime.minutes(),
        "person_id": client.person,
        "created_at": client.created_at.rfc3339(),
    })
}
