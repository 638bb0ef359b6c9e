//! `/api/v1/groups`: what directories push.

use super::asking::{each, items, pushed, tag};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

stories! {
    async fn a_group_is_listed_shown_and_has_members(app: &App) {
        let (okta, ada, drivers) = pushed(app).await;
        let viewer = app.client(TokenRole::Viewer).await;
        assert_eq!(each(&viewer, "/groups", "display_name").await, [json!("Drivers")]);
        let shown = viewer.get(&format!("/groups/{drivers}")).await.expect(200);
        assert_eq!(tag(&shown), tag(&okta.get(&format!("/Groups/{drivers}")).await));
        assert_eq!(shown.json()["id"], json!(drivers));
        let member = json!({"id": ada, "kind": "user", "name": "ada", "external_id": "00u1"});
        assert_eq!(items(&viewer, &format!("/groups/{drivers}/members")).await, [member]);
        app.settle().await;
    }

    async fn members_come_page_by_page(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let mut all = Vec::new();
        for name in ["a", "b", "c"] {
            let person = json!({"userName": name, "active": false});
            all.push(okta.post("/Users", person).await.expect(201).id());
        }
        let members: Vec<Value> = all.iter().map(|id| json!({"value": id})).collect();
        let group = json!({"displayName": "Drivers", "members": members});
        let drivers = okta.post("/Groups", group).await.expect(201).id();
        let viewer = app.client(TokenRole::Viewer).await;
        let path = format!("/groups/{drivers}/members?limit=2");
        let first = viewer.get(&path).await.expect(200).json();
        assert_eq!(each(&viewer, &path, "id").await, [json!(all[0]), json!(all[1])]);
        let next = first["next"].as_str().expect("a next page");
        assert_eq!(each(&viewer, &format!("{path}&cursor={next}"), "id").await, [json!(all[2])]);
        app.settle().await;
    }
}
