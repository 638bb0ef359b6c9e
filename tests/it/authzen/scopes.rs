//! Which records somebody reaches, for an application's own query.

use super::asking::{BUILT, ada, application, boat, question, verdict};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

stories! {
    async fn a_scope_is_a_predicate_without_variables(app: &App) {
        let ada = ada(app).await;
        let admin = app.client(TokenRole::Owner).await;
        let path = |verb: &str| format!("/people/{ada}/scope?type=boat&verb={verb}");
        let scope = admin.get(&path("view")).await.expect(200).json();
        let access = admin.get(&format!("/people/{ada}/access")).await.expect(200).json();
        assert_eq!(access["fleet"], json!(["Harbour", "North quay"]));
        assert_eq!((&scope["reach"], &scope["actions"]), (&json!("some"), &json!(["boats.view", "boats.view.price"])));
        let terms = scope["predicate"]["and"].as_array().expect("terms");
        let workspaces = terms[0]["or"][1]["values"].as_array().expect("workspaces");
        assert_eq!(terms[0]["or"][0], json!({"not": {"attribute": "workspace", "kind": "text", "op": "pr"}}));
        assert_eq!((workspaces.len(), &workspaces[1]), (2, &json!("north")));
        let set = terms[2]["or"].as_array().expect("the set");
        assert_eq!(set[0]["values"].as_array().map(Vec::len), Some(4), "two groups by id and name");
        assert_eq!(set[1], json!({"attribute": "captain", "kind": "person", "op": "in",
            "values": [ada, "ada", "ada@example.com"]}));
        assert_eq!(set[2], json!({"attribute": "id", "kind": "text", "op": "eq", "value": "b-7"}));
        let filter = scope["filter"].as_str().expect("a filter");
        assert!(filter.ends_with(&format!("(captain eq \"{ada}\" or captain eq \"ada\" or captain eq \"ada@example.com\") or id eq \"b-7\")")), "{filter}");
        assert!(!filter.contains('$'), "{filter}");

        let owner = json!({"record_sets": {"boat": "none"}});
        admin.put(&format!("/people/{ada}/grants"), owner).await.expect(200);
        let none = admin.get(&path("update")).await.expect(200).json();
        assert_eq!(none, json!({"type": "boat", "verb": "update", "actions": ["boats.sail", "boats.sail.alone"],
            "reach": "none", "failed": "record_set", "predicate": null, "filter": null}));
        let all = json!({"record_sets": {"boat": "all"}, "workspaces": "all", "fleet": "entire"});
        admin.put(&format!("/people/{ada}/grants"), all).await.expect(200);
        let all = admin.get(&path("view")).await.expect(200).json();
        assert_eq!((&all["reach"], &all["failed"], &all["predicate"]), (&json!("all"), &Value::Null, &Value::Null));
        let other = admin.get(&format!("/people/{ada}/scope?type=record")).await.expect(200).json();
        assert_eq!((&other["reach"], &other["failed"]), (&json!("none"), &json!("role")));
        admin.get(&format!("/people/{ada}/scope?type=ship")).await.expect(400);
        admin.get(&format!("/people/{ada}/scope?type=boat&verb=sink")).await.expect(400);
        admin.post(&format!("/people/{ada}/deactivate"), json!({})).await.expect(200);
        let off = admin.get(&path("view")).await.expect(200).json();
        assert_eq!((&off["reach"], &off["failed"]), (&json!("none"), &json!("status")));
        let stranger = app.stranger().await;
        stranger.get(&path("view")).await.expect(404);
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_moment_is_as_fine_in_a_scope_as_in_decisions(app: &App) {
        let ada = ada(app).await;
        app.apply(BUILT).await;
        let admin = app.client(TokenRole::Owner).await;
        let set = |moment: &str| {
            let view = format!("built gt \"2026-01-01T01:00:00.{moment}\"");
            json!({"name": "New boats", "types": {"boat": {"view": view, "update": "none"}}})
        };
        let refused = admin.post("/record-sets", set("1234567+01:00")).await.expect(400);
        assert_eq!(refused.json()["detail"], json!("Boat, view: \
            built is date_time: write it to the microsecond: at most six digits after the second, no leap second, \
            and in UTC a year from 0 to 9999."));
        admin.post("/record-sets", set("123456+01:00")).await.expect(201);
        let given = json!({"role": "sailor", "workspaces": "all", "fleet": "entire", "record_sets": "New boats"});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        let scope = admin.get(&format!("/people/{ada}/scope?type=boat")).await.expect(200).json();
        assert_eq!(scope["predicate"], json!({"attribute": "built", "kind": "date_time", "op": "gt",
            "value": "2026-01-01T00:00:00.123456Z"}));
        let door = application(app).await;
        for (digits, wanted) in [("123456", "record_set"), ("123456000", "record_set"), ("1234561", "yes")] {
            let built = json!({"built": format!("2026-01-01T00:00:00.{digits}Z")});
            let asked = question(&ada, "view", &boat("b-1", built));
            assert_eq!(verdict(&door, &asked).await, wanted, "{digits}");
        }
        app.settle().await;
        app.mailbox.take();
    }
}
