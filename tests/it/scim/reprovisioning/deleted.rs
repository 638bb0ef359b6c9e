//! Somebody who was deleted is pushed again: a new person who follows the old one.

use crate::support::{App, stories};
use serde_json::json;

stories! {
    async fn after_delete_a_new_person_follows_the_old_by_name(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let ada = json!({"userName": "ada@example.com"});
        let old = okta.post("/Users", ada.clone()).await.expect(201).id();
        okta.delete(&format!("/Users/{old}")).await.expect(204);
        let new = okta.post("/Users", ada).await.expect(201).id();
        assert_ne!(new, old);
        assert_eq!(app.follows(&new).await, Some(old));
        app.settle().await;
    }

    async fn after_delete_a_new_person_follows_the_old_by_the_directorys_key(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let told = |name: &str| json!({"userName": format!("{name}@example.com"), "externalId": "00u1"});
        let old = okta.post("/Users", told("ada")).await.expect(201).id();
        okta.delete(&format!("/Users/{old}")).await.expect(204);
        let renamed = okta.post("/Users", told("ada.king")).await.expect(201).id();
        assert_eq!(app.follows(&renamed).await, Some(old));
        okta.delete(&format!("/Users/{renamed}")).await.expect(204);
        let third = okta.post("/Users", told("ada")).await.expect(201).id();
        assert_eq!(app.follows(&third).await, Some(renamed));
        app.settle().await;
    }

    async fn the_key_of_another_directory_makes_nobody_follow(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let hr = app.connection("HR", "lenient").await;
        let told = |name: &str| json!({"userName": format!("{name}@example.com"), "externalId": "1"});
        let old = okta.post("/Users", told("ada")).await.expect(201).id();
        okta.delete(&format!("/Users/{old}")).await.expect(204);
        let bob = hr.post("/Users", told("bob")).await.expect(201).id();
        assert_eq!(app.follows(&bob).await, None);
        app.settle().await;
    }

    async fn nothing_of_the_old_person_opens_for_the_new(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let told = json!({"userName": "ada@example.com", "externalId": "00u1"});
        let old = okta.post("/Users", told.clone()).await.expect(201).id();
        app.settle().await;
        let link = app.mailbox.take().pop().and_then(|mail| mail.link).expect("a link");
        let link = link.strip_prefix("https://muster.example.com").expect("ours").to_owned();
        let group = json!({"displayName": "Drivers", "members": [{"value": old}]});
        let group = okta.post("/Groups", group).await.expect(201).id();
        okta.delete(&format!("/Users/{old}")).await.expect(204);
        let new = okta.post("/Users", told).await.expect(201).json();
        assert_eq!(new["groups"], serde_json::Value::Null);
        let members = okta.get(&format!("/Groups/{group}")).await.expect(200).json();
        assert_eq!(members["members"], serde_json::Value::Null);
        app.visitor().get(&link).await.expect(410);
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);
    }
}
