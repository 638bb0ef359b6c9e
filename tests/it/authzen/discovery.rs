//! Where decisions are asked for.

use crate::support::{App, stories};
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
}
