//! A directory takes hold of people who were there before it.

use crate::support::{App, Client, stories};
use serde_json::{Value, json};

const FILE: &str = "verified_domains = [\"example.com\"]\n";

/// Whether the directory is linked to somebody, whatever it may adopt.
async fn is_linked(app: &App, name: &str, directory: &Client, id: &str) -> bool {
    app.let_adopt(name, false).await;
    let seen = directory.get(&format!("/Users/{id}")).await;
    app.let_adopt(name, true).await;
    seen.status.as_u16() == 200
}

stories! {
    async fn a_clash_without_the_switch_is_a_conflict(app: &App) {
        app.apply(FILE).await;
        app.invite("ada@example.com", false).await;
        for profile in ["lenient", "rfc", "okta", "entra", "onelogin", "jumpcloud", "ping", "hr"] {
            let directory = app.connection(profile, profile).await;
            let ada = json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ADA@example.com"});
            let refused = directory.post("/Users", ada).await.expect(409).json();
            assert_eq!(refused["scimType"], json!("uniqueness"), "{profile}");
        }
        assert_eq!(app.head_count().await, 1);
        app.settle().await;
    }

    async fn a_post_adopts_by_user_name_or_by_address(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        let bob = app.invite("bob@example.com", false).await;
        let okta = app.adopting_as("Okta", "okta").await;
        let by_name = json!({"userName": "Ada@example.com", "externalId": "00u1"});
        assert_eq!(okta.post("/Users", by_name).await.expect(201).id(), ada);
        let mail = json!([{"value": "BOB@example.com", "primary": true}]);
        let by_address = json!({"userName": "bob", "externalId": "00u2", "emails": mail});
        let adopted = okta.post("/Users", by_address).await.expect(201).json();
        assert_eq!((&adopted["id"], &adopted["userName"]), (&json!(bob), &json!("bob")));
        assert!(is_linked(app, "Okta", &okta, &ada).await);
        assert_eq!(app.head_count().await, 2);
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com", "activation to bob@example.com"]);
    }

    async fn an_external_id_of_another_directory_means_nobody(app: &App) {
        app.apply(FILE).await;
        let hr = app.connection("HR", "lenient").await;
        hr.post("/Users", json!({"userName": "ada@example.com", "externalId": "7"})).await.expect(201);
        let okta = app.adopting_as("Okta", "okta").await;
        let bob = json!({"userName": "bob@example.com", "externalId": "7"});
        okta.post("/Users", bob).await.expect(201);
        assert_eq!(app.head_count().await, 2);
        app.settle().await;
    }

    async fn an_owner_is_never_adopted(app: &App) {
        app.apply(FILE).await;
        app.invite("boss@example.com", true).await;
        let okta = app.adopting_as("Okta", "okta").await;
        let boss = json!({"userName": "boss@example.com"});
        let refused = okta.post("/Users", boss).await.expect(409).json();
        assert_eq!(refused["scimType"], json!("uniqueness"));
        let mail = json!([{"value": "boss@example.com", "primary": true}]);
        let other = okta.post("/Users", json!({"userName": "x", "emails": mail})).await.expect(201).id();
        assert_eq!(app.head_count().await, 2);
        assert_eq!(okta.own(&other).await["invitationState"], json!("held"));
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to boss@example.com"]);
    }

    async fn a_first_write_adopts_whoever_is_visible(app: &App) {
        app.apply(FILE).await;
        let mut ids = Vec::new();
        for name in ["put", "patch", "same", "leaver"] {
            ids.push(app.invite(&format!("{name}@example.com"), false).await);
        }
        let okta = app.adopting_as("Okta", "okta").await;
        let path = |n: usize| format!("/Users/{}", ids[n]);
        let whole = json!({"userName": "put@example.com", "externalId": "00u1", "active": true});
        okta.put(&path(0), whole).await.expect(200);
        let title = json!([{"op": "add", "path": "title", "value": "Driver"}]);
        okta.patch(&path(1), title).await.expect(200);
        let nothing = json!([{"op": "replace", "value": {"active": true}}]);
        okta.patch(&path(2), nothing).await.expect(200);
        let leave = json!([{"op": "replace", "value": {"active": false}}]);
        let left = okta.patch(&path(3), leave).await.expect(200).json();
        assert_eq!(left["active"], json!(false));
        for id in &ids {
            assert!(is_linked(app, "Okta", &okta, id).await, "{id}");
        }
        app.settle().await;
    }

    async fn adopting_wipes_nothing_that_others_told(app: &App) {
        app.apply(FILE).await;
        let hr = app.connection("HR", "lenient").await;
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        let mut ada = json!({"userName": "ada@example.com", "externalId": "h-1", "title": "Countess"});
        ada[enterprise] = json!({"employeeNumber": "7", "department": "Engines"});
        let id = hr.post("/Users", ada).await.expect(201).id();
        let okta = app.adopting_as("Okta", "okta").await;
        let mut same = json!({"userName": "ada@example.com", "externalId": "o-1", "nickName": "A"});
        same[enterprise] = json!({"department": "Analysis"});
        let adopted = okta.post("/Users", same).await.expect(201).json();
        assert_eq!((&adopted["id"], &adopted["externalId"]), (&json!(id), &json!("o-1")));
        assert_eq!((&adopted["title"], &adopted["nickName"]), (&json!("Countess"), &json!("A")));
        assert_eq!(adopted[enterprise], json!({"employeeNumber": "7", "department": "Analysis"}));
        assert_eq!(hr.get(&format!("/Users/{id}")).await.json()["externalId"], json!("h-1"));
        app.settle().await;
    }

    async fn whom_a_human_disabled_is_adopted_without_access(app: &App) {
        app.apply(FILE).await;
        let ada = app.invite("ada@example.com", false).await;
        app.disable_by_hand(&ada).await;
        let okta = app.adopting_as("Okta", "okta").await;
        let sent = json!({"userName": "ada@example.com", "externalId": "00u1", "active": true});
        okta.post("/Users", sent.clone()).await.expect(409);
        let path = format!("/Users/{ada}");
        let read = okta.put(&path, sent.clone()).await.expect(200).json();
        assert_eq!((&read["active"], &read["externalId"]), (&json!(false), &json!("00u1")));
        assert!(is_linked(app, "Okta", &okta, &ada).await);
        okta.post("/Users", sent).await.expect(409);
        app.settle().await;
    }

    async fn a_delete_of_somebody_adoptable_ends_what_it_would_have_held(app: &App) {
        app.apply(FILE).await;
        let hr = app.connection("HR", "lenient").await;
        let held = hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let loose = app.invite("bob@example.com", false).await;
        let okta = app.adopting_as("Okta", "okta").await;
        okta.delete(&format!("/Users/{held}")).await.expect(204);
        okta.delete(&format!("/Users/{loose}")).await.expect(204);
        assert_eq!(hr.get(&format!("/Users/{held}")).await.expect(200).json()["active"], Value::Bool(true));
        assert_eq!(app.head_count().await, 1);
        app.settle().await;
    }
}
