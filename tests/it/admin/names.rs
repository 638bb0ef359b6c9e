//! Nothing and nobody is called as somebody or something else is.

use crate::support::{App, stories};
use axum::http::Method;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const ID: &str = "01980000-0000-7000-8000-000000000001";

const BOATS: &str = r#"
[modules]
boats = ["view"]

[[entity]]
name = "boat"
module = "boats"
attributes = { owner = "person", due = "date_time" }

[[role]]
slug = "sailor"
name = "Sailor"
permissions = ["boats.view"]

[[record_set]]
name = "Own boats"
types.boat = { view = "owner eq $me", update = "none" }

[[record_set]]
name = "Due boats"
types.boat = { view = 'due lt "2026-06-01T10:00:00+02:00"', update = "none" }
"#;

stories! {
    async fn what_can_be_given_has_no_name_that_is_an_id(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        for (path, body) in [
            ("/workspaces", json!({"name": ID})),
            ("/fleet-groups", json!({"name": ID})),
            ("/roles", json!({"slug": "id", "name": ID, "permissions": []})),
            ("/record-sets", json!({"name": ID, "types": {}})),
            ("/case-groups", json!({"name": ID})),
        ] {
            let refused = owner.post(path, body).await.expect(400).json();
            let detail = refused["detail"].as_str().expect("a sentence");
            assert!(detail.contains(ID) && detail.contains("no id"), "{path}: {detail}");
        }
    }

    async fn a_user_name_like_another_ones_address_opens_nothing(app: &App) {
        app.apply(BOATS).await;
        let owner = app.client(TokenRole::Owner).await;
        let bob = json!({"card": {"email": "bob@firm.example", "user_name": "bob"}, "invite": true});
        owner.post("/people", bob).await.expect(201);
        let okta = app.connection("Okta", "lenient").await;
        let mal = json!({"userName": "bob@firm.example", "emails": [
            {"type": "work", "primary": true, "value": "mal@evil.example"}]});
        let mal = okta.post("/Users", mal).await.expect(201).id();
        crate::journeys::the_door::join_by_mail(app, "mal@evil.example", "mal").await;
        let given = json!({"role": "sailor", "record_sets": "Own boats"}).to_string();
        let put = owner.send(Method::PUT, &format!("/people/{mal}/grants"), &[], Some(given)).await;
        put.expect(200);
        let scope = owner.get(&format!("/people/{mal}/scope?type=boat&verb=view")).await.expect(200).json();
        let filter = scope["filter"].as_str().expect("a filter");
        assert!(filter.ends_with(&format!("(owner eq \"{mal}\" or owner eq \"mal@evil.example\")")), "{filter}");
        let question = |boats: &str| json!({"action": "boats.view",
            "record": {"type": "boat", "id": "b-1", "attributes": {"owner": boats}}});
        for (boats, failed) in [("bob@firm.example", json!("record_set")), ("mal@evil.example", json!(null))] {
            let path = format!("/people/{mal}/access/check");
            let told = owner.post(&path, question(boats)).await.expect(200).json();
            assert_eq!(told["failed"], failed, "{boats}");
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_user_name_in_full_width_opens_no_more(app: &App) {
        app.apply(BOATS).await;
        let owner = app.client(TokenRole::Owner).await;
        let okta = app.connection("Okta", "lenient").await;
        let mal = json!({"userName": "bob\u{ff20}firm.example", "emails": [
            {"type": "work", "primary": true, "value": "mal@evil.example"}]});
        let mal = okta.post("/Users", mal).await.expect(201).id();
        let given = json!({"role": "sailor", "record_sets": "Own boats"});
        owner.put(&format!("/people/{mal}/grants"), given).await.expect(200);
        crate::journeys::the_door::join_by_mail(app, "mal@evil.example", "mal").await;
        let scope = owner.get(&format!("/people/{mal}/scope?type=boat&verb=view")).await.expect(200).json();
        let filter = scope["filter"].as_str().expect("a filter");
        assert!(!filter.contains("bob") && filter.contains("mal@evil.example"), "{filter}");
        let wide: String = ID.chars().map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap_or(c),
            c => c,
        }).collect();
        let refused = owner.post("/case-groups", json!({"name": wide})).await.expect(400).json();
        assert!(refused["detail"].as_str().is_some_and(|detail| detail.contains("no id")), "{refused}");
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_set_is_given_for_a_type_of_which_it_speaks(app: &App) {
        app.apply(BOATS).await;
        let ada = app.invite("ada@example.com", false).await;
        let owner = app.client(TokenRole::Owner).await;
        let path = format!("/people/{ada}/grants");
        let silent = json!({"role": "sailor", "record_sets": {"record": "Own boats"}}).to_string();
        let refused = owner.send(Method::PUT, &path, &[], Some(silent)).await.expect(400).json();
        let detail = refused["detail"].as_str().expect("a sentence");
        assert!(detail.contains("\"Own boats\" says nothing of record"), "{detail}");
        // A directory that is forgiven opens nothing by it, and a word that nobody knows does not either.
        let okta = app.connection("Okta", "okta").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let bob = json!({"userName": "bob@example.com", extension:
            {"recordsRecordSet": "Own boats", "recordVisibility": "limited"}});
        let bob = okta.post("/Users", bob).await.expect(201).id();
        let reach = async || {
            let access = owner.get(&format!("/people/{bob}/access")).await.expect(200).json();
            json!([access["visibility"], access["record_sets"]["record"]["view"]])
        };
        assert_eq!(reach().await, json!(["single", "none"]));
        let user = format!("/Users/{bob}");
        let says = |word: Value| json!([{"op": "add", "value": {extension: {"recordsRecordSet": word, "recordVisibility": word}}}]);
        for blank in [" ", " ; "] {
            okta.patch(&user, says(json!("all"))).await.expect(200);
            assert_eq!(reach().await, json!(["all", null]));
            okta.patch(&user, says(json!(blank))).await.expect(200);
            assert_eq!(reach().await, json!(["single", "none"]), "{blank:?} takes no word back");
        }
        okta.patch(&user, says(Value::Null)).await.expect(200);
        assert_eq!(reach().await, json!(["all", null]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_scope_says_moments_in_utc(app: &App) {
        app.apply(BOATS).await;
        let ada = app.invite("ada@example.com", false).await;
        crate::journeys::the_door::join_by_mail(app, "ada@example.com", "ada").await;
        let owner = app.client(TokenRole::Owner).await;
        let given = json!({"role": "sailor", "record_sets": "Due boats"}).to_string();
        let put = owner.send(Method::PUT, &format!("/people/{ada}/grants"), &[], Some(given)).await;
        put.expect(200);
        let scope = owner.get(&format!("/people/{ada}/scope?type=boat&verb=view")).await.expect(200).json();
        let filter = scope["filter"].as_str().expect("a filter");
        assert!(filter.ends_with("due lt \"2026-06-01T08:00:00Z\""), "{filter}");
        app.settle().await;
        app.mailbox.take();
    }
}
