//! Whether somebody sees all records, assigned ones or one: by role, rule, hand, bulk, pin, directory
//! and copy.

use super::asking::{change, code};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// A rule that shows one record to a department.
const RULE: &str = r#"
[[rule]]
name = "Outside"
when = 'title eq "Outside"'
then.visibility = "single"
"#;

/// What is in force, and what gives it.
async fn seen(admin: &Client, person: &str) -> Value {
    let path = format!("/people/{person}/access");
    let access = admin.get(&path).await.expect(200).json();
    let because = access["because"]["visibility"].as_array().cloned();
    let sources = because.unwrap_or_default().into_iter();
    let sources: Vec<Value> = sources
        .map(|reason| {
            let source = reason["source"].as_str().unwrap_or_default();
            json!(source.split(':').next())
        })
        .collect();
    json!([access["visibility"], sources])
}

async fn contact(admin: &Client, name: &str) -> String {
    let body = json!({"card": {"email": format!("{name}@example.com")}});
    admin.post("/people", body).await.expect(201).id()
}

stories! {
    async fn visibility_is_given_at_every_door(app: &App) {
        app.apply(RULE).await;
        let admin = app.client(TokenRole::Owner).await;
        let ada = contact(&admin, "ada").await;
        assert_eq!(seen(&admin, &ada).await, json!(["all", []]));

        let given = json!({"visibility": "assigned"});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["assigned", ["manual"]]));
        let titled = json!({"title": "Outside"});
        change(&admin, &format!("/people/{ada}"), titled, None).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["single", ["rule"]]));
        admin.put(&format!("/people/{ada}/pin"), json!({"visibility": "all"})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["all", ["pin"]]));
        admin.put(&format!("/people/{ada}/pin"), json!({"visibility": null})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["single", ["rule"]]));

        let bob = contact(&admin, "bob").await;
        let bulk = json!({"people": [bob], "action": {"type": "set_visibility", "visibility": "assigned"}});
        assert_eq!(admin.post("/people/bulk", bulk).await.expect(200).json()["done"], json!(1));
        assert_eq!(seen(&admin, &bob).await, json!(["assigned", ["manual"]]));
        let copied = admin.post(&format!("/people/{bob}/access/copy"), json!({"from": ada})).await.expect(200).json();
        assert_eq!(copied["before"]["visibility"], json!("assigned"));
        assert_eq!(copied["after"]["visibility"], json!("single"));
        let odd = admin.put(&format!("/people/{bob}/grants"), json!({"visibility": "half"})).await.expect(400);
        assert_eq!(code(&odd), "request.body");
        app.settle().await;
    }

    async fn a_role_that_sees_assigned_records_is_kept_and_previewed(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let role = json!({"name": "Clerk", "permissions": ["records.view"], "visibility": "assigned"});
        let clerk = admin.post("/roles", role).await.expect(201).json();
        assert_eq!(clerk["visibility"], json!("assigned"));
        let path = format!("/roles/{}", clerk["id"].as_str().expect("an id"));
        let ada = contact(&admin, "ada").await;
        admin.put(&format!("/people/{ada}/grants"), json!({"role": "clerk"})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["assigned", ["manual"]]));

        let all = json!({"visibility": "all"});
        let impact = admin.post(&format!("{path}/preview"), all.clone()).await.expect(200).json();
        assert_eq!(impact["people"][0]["before"]["visibility"], json!("assigned"));
        assert_eq!(impact["people"][0]["after"]["visibility"], Value::Null);
        change(&admin, &path, all, None).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["all", []]));
        app.settle().await;
    }

    async fn a_pinned_visibility_is_told_once(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let ada = contact(&admin, "ada").await;
        admin.put(&format!("/people/{ada}/grants"), json!({"role": "viewer"})).await.expect(200);
        let pin = format!("/people/{ada}/pin");
        // What sees everything takes nothing away, and is no reason beside the word that counts.
        for word in ["all", "assigned", "single"] {
            admin.put(&pin, json!({"visibility": word})).await.expect(200);
            assert_eq!(seen(&admin, &ada).await, json!([word, ["pin"]]));
        }
        admin.put(&pin, json!({"role": "guest"})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["single", ["pin"]]), "role and word by one pin");
        admin.put(&pin, json!({"role": null})).await.expect(200);
        admin.put(&format!("/people/{ada}/grants"), json!({"role": "guest"})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["single", ["pin", "manual"]]), "two sources say it");
        admin.put(&pin, json!({"visibility": "all"})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["single", ["manual"]]), "the role takes away");
        admin.put(&format!("/people/{ada}/grants"), json!({"role": "viewer"})).await.expect(200);
        admin.put(&pin, json!({"visibility": null})).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["all", []]));
        app.settle().await;
    }

    async fn a_directory_narrows_what_is_seen(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let okta = app.connection("Okta", "rfc").await;
        let schemas = json!(["urn:ietf:params:scim:schemas:core:2.0:User", EXTENSION]);
        let ada = json!({"schemas": schemas, "userName": "ada", "active": false, EXTENSION: {"recordVisibility": "Assigned"}});
        let made = okta.post("/Users", ada).await.expect(201);
        assert_eq!(made.json()[EXTENSION]["recordVisibility"], json!("Assigned"));
        let ada = made.id();
        assert_eq!(seen(&admin, &ada).await, json!(["assigned", ["scim"]]));
        let says = |value: Value| json!([{"op": "replace", "path": format!("{EXTENSION}:recordVisibility"), "value": value}]);
        let odd = okta.patch(&format!("/Users/{ada}"), says(json!("half"))).await.expect(400).json();
        assert_eq!(odd["detail"], json!("recordVisibility takes one of: all, assigned, single"));
        okta.patch(&format!("/Users/{ada}"), says(Value::Null)).await.expect(200);
        assert_eq!(seen(&admin, &ada).await, json!(["all", []]));
        let of = |record: &str| json!([{"op": "add", "path": format!("{EXTENSION}:guestRecord"), "value": record}]);
        let odd = okta.patch(&format!("/Users/{ada}"), of("boat:b-1")).await.expect(400).json();
        assert_eq!(odd["detail"], json!("guestRecord: entity type \"boat\" does not exist; use one of: record"));
        let told = okta.patch(&format!("/Users/{ada}"), of("record:boat:b-1")).await.expect(200);
        assert_eq!(told.json()[EXTENSION]["guestRecord"], json!("record:boat:b-1"));
        let held = admin.get(&format!("/assignments?person={ada}")).await.expect(200).json();
        assert_eq!(held["items"][0]["record"], json!({"type": "record", "id": "boat:b-1"}));
        app.settle().await;
    }
}
