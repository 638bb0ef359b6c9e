//! What the token endpoint refuses, in the words of RFC 6749 5.2.

use super::desk::{ask, holder};
use crate::support::{App, stories};
use axum::http::Method;
use serde_json::json;

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

    async fn the_token_of_a_connection_is_no_client_secret(app: &App) {
        app.connection("Entra", "entra").await;
        let holder = holder(app, "Entra", 60, None).await;
        let directory = app.connection("Okta", "okta").await;
        let as_bearer = directory.with_token(Some(&holder.secret));
        as_bearer.get("/Users").await.expect(401);
    }
}
