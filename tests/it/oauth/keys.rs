//! The keys that sign: published before they sign, kept after they signed, the same everywhere.

use super::desk::holder;
use crate::support::{App, stories};
use muster_app::oauth::turn_keys;
use serde_json::json;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

async fn published(app: &App) -> Vec<String> {
    let keys = app
        .visitor()
        .get("/.well-known/jwks.json")
        .await
        .expect(200);
    let keys = keys.json()["keys"].as_array().cloned().expect("keys");
    keys.iter()
        .map(|key| key["kid"].as_str().expect("a kid").to_owned())
        .collect()
}

stories! {
    async fn the_metadata_say_where_tokens_are_asked_for(app: &App) {
        let path = "/.well-known/oauth-authorization-server";
        let answer = app.visitor().get(path).await.expect(200);
        assert_eq!(answer.json(), json!({
            "issuer": "https://muster.example.com",
            "token_endpoint": "https://muster.example.com/oauth/token",
            "jwks_uri": "https://muster.example.com/.well-known/jwks.json",
            "scopes_supported": ["scim"],
            "response_types_supported": [],
            "grant_types_supported": ["client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }));
    }

    async fn a_key_shows_its_public_half_and_nothing_else(app: &App) {
        assert!(turn_keys(&app.ctx).await.expect("keys"));
        assert!(!turn_keys(&app.ctx).await.expect("keys"), "one key is enough");
        let answer = app.visitor().get("/.well-known/jwks.json").await.expect(200);
        assert_eq!(answer.headers["content-type"], "application/jwk-set+json");
        let body = answer.json();
        let key = body["keys"][0].as_object().expect("a key");
        let names: Vec<&str> = key.keys().map(String::as_str).collect();
        assert_eq!(names, ["kty", "crv", "x", "kid", "use", "alg"]);
        let stored = app.ctx.store.read().signing_keys().all().await.expect("keys");
        assert_eq!(key["x"], stored[0].public);
        assert!(stored[0].sealed.starts_with("k1."), "the secret half is sealed");
    }

    async fn tokens_outlive_the_turn_of_keys(app: &App) {
        let plain = app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 360, None).await;
        holder.token(app).await;
        let first = published(app).await;
        app.advance(DAY * 29);
        assert!(turn_keys(&app.ctx).await.expect("keys"));
        let both = published(app).await;
        assert_eq!(both[..1], first[..], "the new one is published beside the old one");
        app.advance_minutes(24 * 60 - 5);
        let before = holder.directory(app, &plain).await;
        app.advance_minutes(10);
        let after = holder.directory(app, &plain).await;
        before.get("/Users").await.expect(200);
        after.get("/Users").await.expect(200);
        app.advance(DAY * 7);
        assert!(turn_keys(&app.ctx).await.expect("keys"));
        assert_eq!(published(app).await, both[1..], "the old one is gone");
        before.get("/Users").await.expect(401);
    }

    async fn two_processes_make_one_key(app: &App) {
        let (one, other) = (app.ctx.clone(), app.ctx.clone());
        let (one, other) = tokio::join!(turn_keys(&one), turn_keys(&other));
        one.expect("a turn");
        other.expect("a turn");
        assert_eq!(published(app).await.len(), 1);
    }
}
