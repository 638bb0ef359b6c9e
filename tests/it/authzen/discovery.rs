//! Where decisions are asked for.

use crate::support::{App, stories};
use axum::http::Method;
use serde_json::json;

stories! {
    async fn anybody_finds_where_to_ask(app: &App) {
        let visitor = app.visitor();
        let found = visitor.get("/.well-known/authzen-configuration").await.expect(200);
        assert_eq!(found.headers["content-type"], "application/json");
        assert_eq!(found.headers["cache-control"], "public, max-age=3600");
        let mut metadata = json!({
            "policy_decision_point": "https://muster.example.com",
            "access_evaluation_endpoint": "https://muster.example.com/access/v1/evaluation",
            "access_evaluations_endpoint": "https://muster.example.com/access/v1/evaluations",
            "search_subject_endpoint": "https://muster.example.com/access/v1/search/subject",
            "search_resource_endpoint": "https://muster.example.com/access/v1/search/resource",
            "search_action_endpoint": "https://muster.example.com/access/v1/search/action",
        });
        assert_eq!(found.json(), metadata);
        // The identifier is what the well-known path was inserted into.
        metadata["policy_decision_point"] = json!("https://muster.example.com/default");
        let own = visitor.get("/.well-known/authzen-configuration/default").await.expect(200);
        assert_eq!(own.json(), metadata);
        // Nobody learns here which accounts there are.
        visitor.get("/.well-known/authzen-configuration/nobodys").await.expect(200);
        for nobodys in ["No%20name", "%FF", "%00", "a".repeat(64).as_str()] {
            let path = format!("/.well-known/authzen-configuration/{nobodys}");
            let refused = visitor.get(&path).await.expect(404);
            assert_eq!(refused.json()["code"], "resource.not_found", "{nobodys}");
        }
        app.settle().await;
    }

    async fn the_name_of_a_question_where_to_ask_comes_back(app: &App) {
        let visitor = app.visitor();
        let named = [("x-request-id", "bfe9eb29 / 1")];
        for (method, below, status) in [
            (Method::GET, "", 200),
            (Method::HEAD, "", 200),
            (Method::GET, "/default", 200),
            (Method::GET, "/No%20name", 404),
            (Method::GET, "/default/more", 404),
            (Method::POST, "", 405),
        ] {
            let path = format!("/.well-known/authzen-configuration{below}");
            let answer = visitor.send(method.clone(), &path, &named, None).await.expect(status);
            assert_eq!(answer.headers["x-request-id"], "bfe9eb29 / 1", "{method} {path}");
            let unnamed = visitor.send(method, &path, &[], None).await.expect(status);
            assert!(unnamed.headers.contains_key("x-request-id"), "{path}");
        }
        let other = visitor.send(Method::GET, "/.well-known/authzen-configurations", &named, None).await;
        assert_ne!(other.expect(404).headers["x-request-id"], "bfe9eb29 / 1");
        app.settle().await;
    }
}
