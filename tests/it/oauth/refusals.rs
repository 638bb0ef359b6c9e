//! What the token endpoint refuses, in the words of RFC 6749 5.2.

use super::desk::{ask, holder};
use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_web::layers::Limiter;
use serde_json::json;
use std::sync::Arc;

const FORM: &str = "application/x-www-form-urlencoded";

stories! {
    async fn a_wrong_secret_is_refused_like_an_unknown_client(app: &App) {
        app.connection("Entra", "entra").await;
        let (one, other) = (
            holder(app, "Entra", 60, None).await,
            holder(app, "Entra", 60, None).await,
        );
        let grant = "grant_type=client_credentials";
        let id = one.client.id;
        let wrong = ask(app, &format!("{grant}&client_id={id}&client_secret=mus_oauth_x")).await;
        let borrowed = format!("{grant}&client_id={id}&client_secret={}", other.secret);
        let borrowed = ask(app, &borrowed).await;
        let shouted = format!("{grant}&client_id={{{id}}}&client_secret={}", one.secret);
        let shouted = ask(app, &shouted).await;
        let nobody = ask(app, &format!("{grant}&client_id=x&client_secret=y")).await;
        let long = ask(app, &format!("{grant}&client_id=x&client_secret={}", "y".repeat(9000))).await;
        for refused in [&wrong, &borrowed, &shouted, &nobody, &long] {
            assert_eq!(refused.shown(), wrong.shown());
            assert_eq!(refused.headers["cache-control"], "no-store");
        }
        assert_eq!(wrong.status.as_u16(), 401);
        assert_eq!(wrong.headers["www-authenticate"], r#"Basic realm="muster", charset="UTF-8""#);
        assert_eq!(wrong.json(), json!({
            "error": "invalid_client",
            "error_description": "the client is unknown, its secret is another one, or it was revoked",
        }));
    }

    async fn a_token_request_is_a_form_with_one_grant_type(app: &App) {
        app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 60, None).await;
        let form = holder.form();
        let bare = form.replace("grant_type=client_credentials&", "");
        let twice = format!("{form}&grant_type=client_credentials");
        let other = form.replace("client_credentials", "password");
        let scope = format!("{form}&scope=%22");
        let mut told = Vec::new();
        for form in [&bare, &twice, &other, &scope] {
            let answer = ask(app, form).await.expect(400);
            told.push(answer.json()["error"].as_str().expect("an error").to_owned());
        }
        assert_eq!(told, ["invalid_request", "invalid_request", "unsupported_grant_type", "invalid_scope"]);
        let as_json = [("content-type", "application/json")];
        let visitor = app.visitor();
        let sent = visitor.send(Method::POST, "/oauth/token", &as_json, Some(form)).await;
        assert_eq!(sent.expect(400).json()["error"], "invalid_request");
        visitor.get("/oauth/token").await.expect(405);
    }

    async fn a_stranger_who_tries_secrets_is_limited_and_nobody_else_is(app: &App) {
        let plain = app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 60, None).await;
        let door = Arc::new(Limiter::new(1, 3).expect("a limit"));
        let stranger = app.limited_from(&app.visitor(), [203, 0, 113, 7], &door);
        let elsewhere = app.limited_from(&app.visitor(), [198, 51, 100, 1], &door);
        let plain = app.limited_from(&plain, [203, 0, 113, 7], &door);
        let headers = [("content-type", FORM)];
        let ask = async |client: &Client, form: &str| {
            client.send(Method::POST, "/oauth/token", &headers, Some(form.to_owned())).await
        };
        let id = holder.client.id;
        for number in 0..3 {
            let guess = format!("grant_type=client_credentials&client_id={id}&client_secret={number}");
            ask(&stranger, &guess).await.expect(401);
        }
        let refused = ask(&stranger, &holder.form()).await.expect(429);
        assert_eq!(refused.headers["retry-after"], "1");
        assert_eq!(refused.headers["content-type"], "application/json");
        assert_eq!(refused.headers["cache-control"], "no-store");
        assert_eq!(refused.json(), json!({
            "error": "temporarily_unavailable",
            "error_description": "Too many requests; try again in 1 s.",
        }));
        // Neither who asks from elsewhere, nor who has a token already.
        let token = ask(&elsewhere, &holder.form()).await.expect(200).json();
        plain.get("/Users").await.expect(200);
        let holds = plain.with_token(token["access_token"].as_str());
        holds.get("/Users").await.expect(200);
    }

    async fn whatever_is_refused_at_the_desk_is_refused_in_its_words(app: &App) {
        let headers = [("content-type", FORM)];
        let large = format!("grant_type=client_credentials&client_id={}", "x".repeat(1024 * 1024));
        let refused = app.visitor().send(Method::POST, "/oauth/token", &headers, Some(large)).await;
        assert_eq!(refused.expect(413).json(), json!({
            "error": "invalid_request",
            "error_description": "The body is larger than 1048576 bytes.",
        }));
        let slow = app.hasty(&app.visitor()).stall(Method::POST, "/oauth/token").await.expect(503);
        assert_eq!((slow.json()["error"].as_str(), &slow.headers["retry-after"]), (Some("temporarily_unavailable"), &"1".parse().expect("a value")));
    }

    async fn the_token_of_a_connection_is_no_client_secret(app: &App) {
        app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 60, None).await;
        let directory = app.connection("Okta", "okta").await;
        let as_bearer = directory.with_token(Some(&holder.secret));
        as_bearer.get("/Users").await.expect(401);
    }
}
