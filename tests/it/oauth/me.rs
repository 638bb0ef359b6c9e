//! `/Me` (RFC 7644 3.11): the person behind an access token.

use super::desk::{connection_id, holder};
use crate::support::{App, stories};
use axum::http::Method;
use muster_app::oauth::{NewClient, create_client};
use muster_model::oauth::Lifetime;
use muster_store::Acting;
use serde_json::json;

stories! {
    async fn me_is_the_person_behind_the_access_token(app: &App) {
        let plain = app.connection("Okta", "lenient").await;
        let ada = json!({"userName": "ada", "emails": [{"value": "ada@example.com"}], "active": false});
        let id = plain.post("/Users", ada).await.expect(201).id();
        let home = format!("https://muster.example.com/scim/v2/Users/{id}");
        let me = holder(app, "Okta", 60, Some(&id)).await.directory(app, &plain).await;
        let got = me.get("/Me").await.expect(200);
        assert_eq!((got.id(), &got.json()["userName"]), (id.clone(), &json!("ada")));
        assert_eq!(got.headers["location"], home.as_str());
        assert_eq!(got.headers["content-location"], home.as_str());
        assert_eq!(got.json()["meta"]["location"], home.as_str());
        let title = json!([{"op": "replace", "path": "title", "value": "Countess"}]);
        let patched = me.patch("/Me", title).await.expect(200);
        assert_eq!(patched.json()["title"], "Countess");
        assert_eq!(patched.headers["location"], home.as_str());
        let whole = json!({"userName": "ada", "active": false, "title": "Lady"});
        assert_eq!(me.put("/Me", whole).await.expect(200).json()["title"], "Lady");
        let projected = me.get("/Me?attributes=userName").await.expect(200).json();
        assert_eq!(projected.get("title"), None);
        let gone = me.delete("/Me").await.expect(204);
        assert_eq!(gone.headers["location"], home.as_str());
        me.get("/Me").await.expect(404);
        plain.get(&format!("/Users/{id}")).await.expect(404);
        app.settle().await;
    }

    async fn me_is_nobody_for_the_token_of_a_connection(app: &App) {
        let plain = app.connection("Okta", "lenient").await;
        let client = holder(app, "Okta", 60, None).await.directory(app, &plain).await;
        for directory in [&plain, &client] {
            for method in [Method::GET, Method::PUT, Method::PATCH, Method::DELETE, Method::POST] {
                let body = (method != Method::GET).then(|| "{}".to_owned());
                let answer = directory.send(method, "/Me", &[], body).await.expect(501);
                assert_eq!(answer.headers["content-type"], "application/scim+json");
                assert_eq!(answer.json()["status"], "501");
            }
        }
        plain.with_token(None).get("/Me").await.expect(401);
        plain.with_token(Some("eyJ.e30.x")).get("/Me").await.expect(401);
    }

    async fn me_is_only_somebody_whom_the_connection_provisions(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        app.connection("Entra", "entra").await;
        let ada = json!({"userName": "ada", "emails": [{"value": "ada@example.com"}]});
        let id = okta.post("/Users", ada).await.expect(201).id();
        for named in [id.as_str(), "ada@example.com", "nobody@example.com", "ada"] {
            let new = NewClient {
                connection: connection_id(app, "Entra").await,
                lifetime: Lifetime::default(),
                person: Some(named.to_owned()),
            };
            let refused = create_client(&app.ctx, Acting::command_line(), new).await;
            assert_eq!(refused.expect_err("nobody of theirs").code(), "oauth_client.person");
        }
        let by_address = holder(app, "Okta", 60, Some("ADA@example.com")).await;
        let me = by_address.directory(app, &okta).await;
        assert_eq!(me.get("/Me").await.expect(200).id(), id);
        app.settle().await;
    }
}
