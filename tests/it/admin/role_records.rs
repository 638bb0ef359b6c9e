//! Roles that say themselves which records they reach: made, given, asked for, copied and changed.

use super::asking::{change, code};
use crate::journeys::the_door::{CHOSEN, mailed_path, pass};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// Boats, and mates who see those that they are the captain of.
const BOATS: &str = r#"
[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { captain = "person", group = "group" }

[[role]]
slug = "mate"
name = "Mate"
permissions = ["boats.*"]
records.boat = { view = "Captain EQ $me", update = "none" }

[[record_set]]
name = "Harbour"
types.boat = { view = "group eq \"Harbour\"" }
"#;

/// A mate whom a directory knows, and who has joined.
async fn ada(app: &App, admin: &Client) -> (Client, String) {
    let okta = app.connection("Okta", "lenient").await;
    let body = json!({"userName": "ada@example.com", "active": true,
        "emails": [{"value": "ada@example.com", "type": "work"}]});
    let ada = okta.post("/Users", body).await.expect(201).id();
    let joining = mailed_path(app, "activation").await;
    pass(app, &joining, CHOSEN).await;
    let mate = json!({"role": "mate"});
    admin
        .put(&format!("/people/{ada}/grants"), mate)
        .await
        .expect(200);
    (okta, ada)
}

/// What she is told of a boat: the failed term and the detail, or `yes`.
async fn told(admin: &Client, person: &str, action: &str, boat: Value) -> String {
    let question =
        json!({"action": action, "record": {"type": "boat", "id": "b-1", "attributes": boat}});
    let path = format!("/people/{person}/access/check");
    let told = admin.post(&path, question).await.expect(200).json();
    match told["failed"].as_str() {
        None => "yes".to_owned(),
        Some(failed) => format!("{failed}: {}", told["detail"].as_str().unwrap_or_default()),
    }
}

async fn role(admin: &Client, slug: &str) -> Value {
    let roles = admin.get("/roles").await.expect(200).json();
    let mut roles = roles["items"].as_array().expect("roles").iter();
    roles
        .find(|role| role["slug"] == json!(slug))
        .expect("a role")
        .clone()
}

async fn reach(admin: &Client, person: &str) -> Value {
    let access = admin
        .get(&format!("/people/{person}/access"))
        .await
        .expect(200)
        .json();
    json!([access["record_sets"], access["because"]["record_sets"]])
}

stories! {
    async fn what_a_role_does_not_reach_nothing_opens(app: &App) {
        app.apply(BOATS).await;
        assert_eq!(app.apply(BOATS).await, 0);
        let admin = app.client(TokenRole::Owner).await;
        let (okta, ada) = ada(app, &admin).await;
        let own = json!({"boat": {"view": "captain eq $me", "update": "none"}});
        assert_eq!(role(&admin, "mate").await["records"], own);
        assert_eq!(role(&admin, "owner").await["records"], json!({}));
        assert_eq!(reach(&admin, &ada).await, json!([
            {"boat": {"sets": ["Mate"], "view": "captain eq $me", "update": "none"}},
            [{"value": "boat=Mate", "source": "manual", "via": ["Mate"]}],
        ]));
        let mine = json!({"captain": "ada@example.com", "group": null});
        let nobodys = json!({"captain": null, "group": "Harbour"});
        let no = "record_set: The person may not see this boat by their role: Mate.";
        assert_eq!(told(&admin, &ada, "boats.view", mine.clone()).await, "yes");
        assert_eq!(told(&admin, &ada, "boats.view", nobodys.clone()).await, no);
        let sail = told(&admin, &ada, "boats.sail", mine.clone()).await;
        assert_eq!(sail, "record_set: The person may not change this boat by their role: Mate.");

        // No source widens it: neither by hand, nor a pin, nor a directory.
        let all = json!({"record_sets": {"boat": "all"}});
        admin.put(&format!("/people/{ada}/grants"), all.clone()).await.expect(200);
        assert_eq!(told(&admin, &ada, "boats.view", nobodys.clone()).await, no);
        admin.put(&format!("/people/{ada}/pin"), all).await.expect(200);
        assert_eq!(told(&admin, &ada, "boats.view", nobodys.clone()).await, no);
        admin.put(&format!("/people/{ada}/pin"), json!({"record_sets": null})).await.expect(200);
        let read = okta.get(&format!("/Users/{ada}")).await.expect(200).json();
        assert_eq!(read[EXTENSION]["boatsRecordSet"], Value::Null);
        let put = json!([{"op": "add", "path": format!("{EXTENSION}:boatsRecordSet"), "value": "Harbour"}]);
        let read = okta.patch(&format!("/Users/{ada}"), put).await.expect(200).json();
        assert_eq!(read[EXTENSION]["boatsRecordSet"], json!("Harbour"));
        let there = told(&admin, &ada, "boats.view", json!({"captain": "bob", "group": "Harbour"})).await;
        assert_eq!(there, "record_set: The person may not see this boat by their record sets and role: Harbour, Mate.");
        assert_eq!(told(&admin, &ada, "boats.view", json!({"captain": "ada@example.com", "group": "harbour"})).await, "yes");
        let scope = admin.get(&format!("/people/{ada}/scope?type=boat&verb=view")).await.expect(200).json();
        let filter = scope["filter"].as_str().unwrap_or_default();
        let own = format!("((captain eq \"{ada}\" or captain eq \"ada@example.com\") and group eq \"Harbour\")");
        assert!(filter.ends_with(&own), "{filter}");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_role_and_its_records_are_made_tried_out_copied_and_changed(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let new = |records: Value| json!({"name": "Bosun", "permissions": ["boats.view"], "records": records});
        let refused = async |records: Value| {
            let answer = admin.post("/roles", new(records)).await.expect(400);
            assert_eq!(code(&answer), "record_set.reach");
            answer.json()["detail"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(refused(json!({"ship": {}})).await, "Entity type \"ship\" does not exist; use one of: boat, record.");
        assert_eq!(
            refused(json!({"boat": {"view": "group eq $me"}})).await,
            "Boat, view: group is group: ask whether it is in $me.groups or $me.case_groups, or a name in double quotes."
        );
        let bosun = admin.post("/roles", new(json!({"boat": {"update": "none"}}))).await.expect(201).json();
        assert_eq!(bosun["records"], json!({"boat": {"view": "all", "update": "none"}}));
        let path = format!("/roles/{}", bosun["id"].as_str().expect("an id"));
        let copy = admin.post(&format!("{path}/copy"), json!({"name": "Second bosun"})).await.expect(201).json();
        assert_eq!(copy["records"], bosun["records"]);

        let ada = json!({"card": {"email": "ada@example.com"}});
        let ada = admin.post("/people", ada).await.expect(201).id();
        admin.put(&format!("/people/{ada}/grants"), json!({"role": "bosun"})).await.expect(200);
        let none = json!({"records": {"boat": {"view": "none"}}});
        let impact = admin.post(&format!("{path}/preview"), none.clone()).await.expect(200).json();
        assert_eq!(impact["people"][0]["before"]["record_sets"]["boat"]["view"], json!("all"));
        assert_eq!(impact["people"][0]["after"]["record_sets"]["boat"]["view"], json!("none"));
        assert_eq!(reach(&admin, &ada).await[0]["boat"]["view"], json!("all"));
        change(&admin, &path, none, None).await.expect(200);
        assert_eq!(reach(&admin, &ada).await[0]["boat"]["view"], json!("none"));
        change(&admin, &path, json!({"name": "Boatswain"}), None).await.expect(200);
        assert_eq!(reach(&admin, &ada).await[0]["boat"]["sets"], json!(["Boatswain"]));
        change(&admin, &path, json!({"records": {}}), None).await.expect(200);
        assert_eq!(reach(&admin, &ada).await[0], json!({}));
        app.settle().await;
    }

    async fn an_attribute_that_a_role_asks_for_does_not_go(app: &App) {
        app.apply(BOATS).await;
        let without = "[[entity]]\nname = \"boat\"\nmodule = \"boats\"\nattributes = { group = \"group\" }\n";
        let refused = app.apply_to(app.account.id, without).await.expect_err("a refusal");
        assert_eq!(refused.to_string(), "line 2: role \"mate\" asks for what would be gone: boat, view: a boat has no attribute \"captain\"; use one of: id, group");
        let odd = "[[role]]\nslug = \"mate\"\npermissions = [\"boats.view\"]\nrecords.boat = { view = \"group eq $me\" }\n";
        let refused = app.apply_to(app.account.id, odd).await.expect_err("a refusal");
        assert_eq!(refused.to_string(), "line 2: boat, view: group is group: ask whether it is in $me.groups or $me.case_groups, or a name in double quotes");
        app.settle().await;
    }

    async fn copying_somebodys_access_gives_no_set_that_is_a_role(app: &App) {
        app.apply(BOATS).await;
        let admin = app.client(TokenRole::Owner).await;
        let (_, ada) = ada(app, &admin).await;
        let bob = json!({"card": {"email": "bob@example.com"}});
        let bob = admin.post("/people", bob).await.expect(201).id();
        let copied = admin.post(&format!("/people/{bob}/access/copy"), json!({"from": ada})).await.expect(200).json();
        assert_eq!(copied["after"]["record_sets"], json!({"boat": {"sets": ["Mate"], "view": "captain eq $me", "update": "none"}}));
        assert_eq!(reach(&admin, &bob).await[1], json!([{"value": "boat=Mate", "source": "manual", "via": ["Mate"]}]));
        admin.put(&format!("/people/{bob}/grants"), json!({"role": "admin"})).await.expect(200);
        assert_eq!(reach(&admin, &bob).await[0], json!({}));
        app.settle().await;
        app.mailbox.take();
    }
}
