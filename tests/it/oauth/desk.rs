//! What happens at the desk where credentials are traded for tokens: steps that stories share.

use crate::support::{Answer, App, Client};
use axum::http::Method;
use muster_app::oauth::{NewClient, create_client};
use muster_model::ids::ConnectionId;
use muster_model::oauth::OAuthClient;
use muster_store::Acting;

/// A client of a connection, with its secret.
pub(super) struct Holder {
    pub(super) client: OAuthClient,
    pub(super) secret: String,
}

/// The id of the connection of this name.
pub(super) async fn connection_id(app: &App, name: &str) -> ConnectionId {
    let reads = app.ctx.store.read();
    let known = reads.connections().list(app.account.id).await;
    let known = known.expect("connections");
    let found = known.iter().find(|one| one.name == name);
    found.expect("a connection of this name").id
}

/// A client of the connection of this name, whose tokens live so many minutes.
pub(super) async fn holder(app: &App, name: &str, minutes: u16, person: Option<&str>) -> Holder {
    let new = NewClient {
        connection: connection_id(app, name).await,
        lifetime: minutes.to_string().parse().expect("a lifetime"),
        person: person.map(str::to_owned),
    };
    let made = create_client(&app.ctx, Acting::command_line(), new).await;
    let made = made.expect("a client");
    Holder {
        client: made.client,
        secret: made.secret.reveal().to_owned(),
    }
}

/// Sends a form to the token endpoint.
pub(super) async fn ask(app: &App, form: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let visitor = app.visitor();
    visitor
        .send(
            Method::POST,
            "/oauth/token",
            &headers,
            Some(form.to_owned()),
        )
        .await
}

impl Holder {
    /// The form that asks for a token.
    pub(super) fn form(&self) -> String {
        format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            self.client.id, self.secret
        )
    }

    /// A token that is issued now.
    pub(super) async fn token(&self, app: &App) -> String {
        let answer = ask(app, &self.form()).await.expect(200);
        let token = answer.json()["access_token"].as_str().map(str::to_owned);
        token.expect("an access token")
    }

    /// A SCIM client that shows a token that is issued now.
    pub(super) async fn directory(&self, app: &App, plain: &Client) -> Client {
        plain.with_token(Some(&self.token(app).await))
    }
}
