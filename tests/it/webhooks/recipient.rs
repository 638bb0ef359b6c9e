//! A recipient that believes nothing: it reads the published keys and checks every token with them.

use crate::support::App;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, decode, decode_header};
use muster_model::ids::EndpointId;
use muster_model::webhook::MessageFormat;
use serde_json::Value;

/// A recipient of security event tokens.
pub(super) struct Recipient {
    pub(super) endpoint: EndpointId,
    url: String,
    audience: String,
}

/// One token whose signature, issuer and audience are right.
pub(super) struct Token {
    pub(super) header: Header,
    pub(super) claims: Value,
}

impl Recipient {
    /// One more recipient, of these events.
    pub(super) async fn new(app: &App, name: &str, events: &str) -> Self {
        let url = format!("https://{name}.example.com/sets");
        let made = app.endpoint(&url, MessageFormat::ScimSet, events).await;
        let endpoint = made.expect("an endpoint").endpoint.id;
        Self {
            endpoint,
            url,
            audience: format!("https://muster.example.com/feeds/{endpoint}"),
        }
    }

    /// Whether this is where it listens.
    pub(super) fn is_at(&self, url: &str) -> bool {
        self.url == url
    }

    /// From now on it answers so.
    pub(super) fn answers(&self, app: &App, status: u16, body: &str) {
        app.sink.say(&self.url, status, body);
    }

    /// What arrived since the last look, as compact text.
    pub(super) async fn compact(&self, app: &App) -> Vec<String> {
        app.settle().await;
        app.sink.take_tokens(&self.url)
    }

    /// What was refused since the last look, as compact text.
    pub(super) fn refused(&self, app: &App) -> Vec<String> {
        let refused = app.sink.take_refused().into_iter();
        let here = refused.filter(|one| one.url == self.url);
        here.map(|one| one.body.as_str().expect("a token").to_owned())
            .collect()
    }

    /// What arrived since the last look, each checked.
    pub(super) async fn tokens(&self, app: &App) -> Vec<Token> {
        let mut tokens = Vec::new();
        for compact in self.compact(app).await {
            tokens.push(self.check(app, &compact).await);
        }
        tokens
    }

    /// What arrived since the last look: the event of each, without what all URIs begin with.
    pub(super) async fn heard(&self, app: &App) -> Vec<String> {
        let tokens = self.tokens(app).await;
        tokens.iter().map(Token::heard).collect()
    }

    /// Checks a token by the keys as they are published now.
    pub(super) async fn check(&self, app: &App, compact: &str) -> Token {
        let header = decode_header(compact).expect("a header");
        let kid = header.kid.clone().expect("a kid");
        let keys = app.visitor().get("/.well-known/jwks.json").await;
        let keys: JwkSet = serde_json::from_value(keys.expect(200).json()).expect("keys");
        let key = DecodingKey::from_jwk(keys.find(&kid).expect("its key")).expect("a key");
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&["https://muster.example.com"]);
        validation.set_audience(&[&self.audience]);
        // A SET does not end (RFC 8417 2.2).
        validation.set_required_spec_claims(&["iss", "aud"]);
        let claims = decode::<Value>(compact, &key, &validation);
        Token {
            header,
            claims: claims.expect("a valid token").claims,
        }
    }
}

impl Token {
    /// The event's URI, without what all of RFC 9967 begin with.
    pub(super) fn uri(&self) -> String {
        let events = self.claims["events"].as_object().expect("events");
        let uris: Vec<&String> = events.keys().collect();
        assert_eq!(uris.len(), 1, "one event a token");
        uris[0].replace("urn:ietf:params:scim:event:", "")
    }

    /// What stands under the event's URI.
    pub(super) fn payload(&self) -> &Value {
        let events = self.claims["events"].as_object().expect("events");
        events.values().next().expect("an event")
    }

    /// The event and whom it is about.
    fn heard(&self) -> String {
        let uri = self.uri();
        let names = self.payload()["attributes"].as_array();
        let names = names.into_iter().flatten().filter_map(Value::as_str);
        let names = names.collect::<Vec<_>>().join(" ");
        format!("{uri} {names}").trim().to_owned()
    }
}
