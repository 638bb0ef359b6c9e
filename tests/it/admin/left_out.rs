//! What was left out of a request is found in the log, whatever it is called there.

use super::asking::change;
use crate::support::{App, stories};
use muster_app::log::write_all_log;
use muster_model::connection::TokenRole;
use serde_json::json;

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

stories! {
    async fn all_that_was_left_out_is_found(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let whole = json!({"userName": "whole@example.com", "active": false});
        okta.post("/Users", whole).await.expect(201);
        for (name, said) in [
            ("role", json!({"role": "Astronaut"})),
            ("workspace", json!({"workspaces": "Moon"})),
            ("visibility", json!({"recordVisibility": "half"})),
            ("guest", json!({"guestRecord": ""})),
            ("record", json!({"guestRecord": "x\u{1}"})),
            ("attribute", json!({"colour": "red"})),
        ] {
            let body = json!({"userName": format!("{name}@example.com"), "active": false, EXTENSION: said});
            okta.post("/Users", body).await.expect(201);
        }
        okta.post("/Users", json!({"userName": ""})).await.expect(400);
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let owner = app.client(TokenRole::Owner).await;
        let details = async |query: &str| {
            let found = owner.get(&format!("/log?{query}")).await.expect(200).json();
            let items = found["items"].as_array().expect("items").iter();
            items.map(|row| row["detail"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let found = details("left_out=true").await;
        assert_eq!(found.len(), 5, "all but the whole ones: {found:#?}");
        assert_eq!(details("left_out=true&failed=true").await.len(), 6);
        assert_eq!(details("failed=true").await.len(), 1);
        let shown = app.muster_says(&["log", "--left-out"]);
        assert_eq!(shown["entries"].as_array().map(Vec::len), Some(5));
        app.settle().await;
    }

    async fn who_was_adopted_lost_nothing(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        change(&admin, "/account", json!({"verified_domains": ["example.com"]}), None).await.expect(200);
        for name in ["ada", "bob"] {
            let body = json!({"card": {"email": format!("{name}@example.com")}});
            admin.post("/people", body).await.expect(201);
        }
        let okta = app.adopting("Okta").await;
        let body = json!({"userName": "ada@example.com", "active": false, "emails": [{"value": "ada@example.com"}]});
        okta.post("/Users", body).await.expect(201);
        let body = json!({"userName": "bob@example.com", "active": false, "emails": [{"value": "bob@example.com"}],
            EXTENSION: {"role": "Astronaut"}});
        okta.post("/Users", body).await.expect(201);
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let found = admin.get("/log?left_out=true").await.expect(200).json();
        let [row] = found["items"].as_array().expect("items").as_slice() else {
            panic!("one row: {found:#}");
        };
        assert!(row["detail"].as_str().unwrap_or_default().contains("Astronaut"), "{row}");
        app.settle().await;
    }
}
