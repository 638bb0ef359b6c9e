//! An id and a secret become an access token, and the token opens one connection for a while.

use super::desk::{ask, holder};
use crate::support::{App, stories};
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use muster_app::auth::Authenticator;
use muster_app::oauth::revoke_client;
use muster_store::Acting;
use serde_json::{Value, json};
use std::time::Duration;

/// One part of a token, read without a look at the signature.
fn part(token: &str, which: usize) -> Value {
    let text = token.split('.').nth(which).expect("three parts");
    let bytes = URL_SAFE_NO_PAD.decode(text).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

stories! {
    async fn credentials_in_the_form_become_an_access_token(app: &App) {
        app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 90, None).await;
        let form = format!("{}&scope=scim", holder.form());
        let answer = ask(app, &form).await.expect(200);
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["pragma"], "no-cache");
        let body = answer.json();
        assert_eq!(body["token_type"], "Bearer");
        assert_eq!(body["expires_in"], 5400);
        assert_eq!(body["scope"], "scim");
        let token = body["access_token"].as_str().expect("a token");
        let header = part(token, 0);
        assert_eq!((&header["typ"], &header["alg"]), (&json!("at+jwt"), &json!("EdDSA")));
        let claims = part(token, 1);
        let now = app.ctx.now().unix_seconds();
        let jti = claims["jti"].clone();
        assert_eq!(claims, json!({
            "iss": "https://muster.example.com",
            "aud": "https://muster.example.com/scim/v2",
            "sub": holder.client.id,
            "client_id": holder.client.id,
            "jti": jti,
            "iat": now,
            "nbf": now,
            "exp": now + 5400,
            "scope": "scim",
        }));
    }

    async fn credentials_in_the_header_become_an_access_token(app: &App) {
        app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 60, None).await;
        let code = STANDARD.encode(format!("{}:{}", holder.client.id, holder.secret));
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("authorization", &format!("Basic {code}")),
        ];
        let form = Some("grant_type=client_credentials".to_owned());
        let visitor = app.visitor();
        let answer = visitor.send(Method::POST, "/oauth/token", &headers, form).await;
        assert_eq!(answer.expect(200).json()["expires_in"], 3600);
    }

    async fn an_access_token_opens_its_own_connection_and_no_other(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let entra = app.connection("Entra", "lenient").await;
        let ada = json!({"userName": "ada", "active": false});
        let id = okta.post("/Users", ada).await.expect(201).id();
        let of_okta = holder(app, "Okta", 60, None).await.directory(app, &okta).await;
        let of_entra = holder(app, "Entra", 60, None).await.directory(app, &entra).await;
        of_okta.get(&format!("/Users/{id}")).await.expect(200);
        of_entra.get(&format!("/Users/{id}")).await.expect(404);
        let bob = json!({"userName": "bob", "active": false});
        of_entra.post("/Users", bob).await.expect(201);
        assert_eq!(of_okta.get("/Users").await.expect(200).json()["totalResults"], 1);
        app.settle().await;
    }

    async fn an_access_token_ends_by_the_clock(app: &App) {
        let plain = app.connection("Entra", "entra").await;
        let directory = holder(app, "Entra", 60, None).await.directory(app, &plain).await;
        app.advance(Duration::from_secs(3599));
        directory.get("/Users").await.expect(200);
        app.advance(Duration::from_secs(1));
        let refused = directory.get("/Users").await.expect(401);
        let scheme = refused.headers["www-authenticate"].to_str().expect("text");
        assert!(scheme.starts_with("Bearer"), "{scheme}");
        plain.get("/Users").await.expect(200);
    }

    async fn a_revoked_client_has_no_token_any_more(app: &App) {
        let plain = app.connection("Entra", "entra").await;
        let kept = holder(app, "Entra", 360, None).await;
        let lost = holder(app, "Entra", 360, None).await;
        let (stays, goes) = (
            kept.directory(app, &plain).await,
            lost.directory(app, &plain).await,
        );
        goes.get("/Users").await.expect(200);
        let acting = Acting::command_line();
        revoke_client(&app.ctx, acting, lost.client.id).await.expect("revoked");
        goes.get("/Users").await.expect(401);
        assert_eq!(ask(app, &lost.form()).await.expect(401).json()["error"], "invalid_client");
        stays.get("/Users").await.expect(200);
        plain.get("/Users").await.expect(200);
        let again = revoke_client(&app.ctx, Acting::command_line(), lost.client.id).await;
        assert_eq!(again.expect_err("gone").code(), "oauth_client.not_found");
    }

    async fn what_is_remembered_of_an_access_token_ends_with_it(app: &App) {
        app.connection("Entra", "entra").await;
        let token = holder(app, "Entra", 60, None).await.token(app).await;
        let remembers = Authenticator::new(app.ctx.clone(), Duration::from_hours(9));
        assert!(remembers.connection(&token).await.expect("a look").is_some());
        app.advance_minutes(60);
        assert!(remembers.connection(&token).await.expect("a look").is_none());
    }

    async fn an_access_token_is_nothing_to_the_admin_api(app: &App) {
        app.connection("Entra", "entra").await;
        let token = holder(app, "Entra", 60, None).await.token(app).await;
        let admin = app.admin().await.with_token(Some(&token));
        admin.get("/events").await.expect(401);
    }
}
