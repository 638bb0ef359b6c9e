//! `/api/v1/tokens`: who may call this API.

use super::asking::{code, each};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::json;

stories! {
    async fn a_token_is_made_works_and_is_taken_back(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let made = owner.post("/tokens", json!({"name": "Report", "role": "viewer"})).await.expect(201);
        let path = made.headers["location"].to_str().expect("a place").to_owned();
        assert_eq!(made.headers["cache-control"], "no-store");
        let made = made.json();
        let report = owner.with_token(made["token"].as_str());
        report.get("/people").await.expect(200);
        assert_eq!(code(&report.get("/tokens").await.expect(403)), "token.role");
        assert_eq!(each(&owner, "/tokens", "name").await, [json!("tests"), json!("Report")]);
        let shown = owner.get("/tokens").await.expect(200).text;
        assert!(!shown.contains("mus_api_"), "a secret is listed: {shown}");
        let path = path.strip_prefix("/api/v1").expect("a path of the API");
        owner.delete(path).await.expect(204);
        assert_eq!(code(&report.get("/people").await.expect(401)), "token.unknown");
        owner.delete(path).await.expect(404);
        assert_eq!(each(&owner, "/tokens", "name").await, [json!("tests")]);
        let traces = app.traces(made["id"].as_str().expect("an id")).await;
        assert_eq!(traces.len(), 2, "{traces:?}");
    }

    async fn only_an_owner_gives_tokens(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let refused = admin.post("/tokens", json!({"name": "Mine", "role": "owner"})).await.expect(403);
        assert_eq!(code(&refused), "token.role");
        let owner = app.client(TokenRole::Owner).await;
        let unknown = owner.post("/tokens", json!({"name": "x", "role": "king"})).await.expect(400);
        assert_eq!(code(&unknown), "request.body");
        let nameless = owner.post("/tokens", json!({"name": " ", "role": "viewer"})).await.expect(400);
        assert_eq!(code(&nameless), "request.name");
    }
}
