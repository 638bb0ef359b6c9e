//! The grant ceiling has no side doors: what nobody may give outright they do not bring about either.

use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// A role above what an admin may do, and a rule of an owner that gives it to a department.
const FILE: &str = r#"
[[role]]
slug = "super"
name = "Super"
permissions = ["*"]

[[rule]]
name = "IT rules"
when = 'department eq "IT"'
then.role = "super"
"#;

async fn contact(owner: &Client, email: &str, department: &str) -> String {
    let card = json!({"card": {"email": email, "department": department}});
    owner.post("/people", card).await.expect(201).id()
}

async fn patch(hand: &Client, path: &str, body: Value) -> (u16, String) {
    let answer = hand
        .send(Method::PATCH, path, &[], Some(body.to_string()))
        .await;
    let code = answer.json()["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    (answer.status.as_u16(), code)
}

stories! {
    async fn nobody_is_put_where_a_rule_gives_them_more_than_the_hand_may(app: &App) {
        app.apply(FILE).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = contact(&owner, "vic@example.com", "Yard").await;
        let path = format!("/people/{vic}");
        let moved = json!({"department": "IT"});
        assert_eq!(patch(&admin, &path, moved.clone()).await, (403, "access.ceiling".to_owned()));
        let card = json!({"card": {"email": "new@example.com", "department": "IT"}});
        let refused = admin.post("/people", card).await.expect(403).json();
        assert_eq!(refused["code"], "access.ceiling");

        assert_eq!(patch(&owner, &path, moved).await.0, 200);
        // Whoever has the role by now keeps it, whatever else of them is corrected.
        assert_eq!(patch(&admin, &path, json!({"title": "Lead"})).await.0, 200);
        app.settle().await;
    }

    async fn the_door_of_whoever_may_more_is_not_the_hands_to_open(app: &App) {
        app.apply(FILE).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = contact(&owner, "vic@example.com", "IT").await;
        let invited = format!("/people/{vic}/enable");
        owner.post(&invited, json!({})).await.expect(200);
        let link = format!("/people/{vic}/invitation");
        assert_eq!(admin.get(&link).await.expect(403).json()["code"], "person.above_you");
        owner.get(&link).await.expect(200);
        let path = format!("/people/{vic}");
        let mine = json!({"email": "mallory@evil.example"});
        assert_eq!(patch(&admin, &path, mine).await, (403, "person.above_you".to_owned()));
        app.settle().await;
    }

    async fn a_mask_hides_nobody_from_the_guards(app: &App) {
        app.apply(FILE).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let joe = contact(&owner, "joe@example.com", "Yard").await;
        let sue = contact(&owner, "sue@example.com", "IT").await;
        owner.post(&format!("/people/{sue}/enable"), json!({})).await.expect(200);
        let mask = json!({
            "name": "Mask", "when": "userName ew \"@example.com\"", "priority": 9_999,
            "then": {"role": "viewer"},
        });
        admin.post("/rules", mask).await.expect(201);
        let path = format!("/people/{joe}");
        let moved = json!({"department": "IT"});
        assert_eq!(patch(&admin, &path, moved).await, (403, "access.ceiling".to_owned()));
        let link = format!("/people/{sue}/invitation");
        assert_eq!(admin.get(&link).await.expect(403).json()["code"], "person.above_you");
        let mine = json!({"email": "mallory@evil.example"});
        let path = format!("/people/{sue}");
        assert_eq!(patch(&admin, &path, mine).await, (403, "person.above_you".to_owned()));
        app.settle().await;
    }

    async fn the_account_is_opened_to_nobody_who_waits_with_more(app: &App) {
        app.apply(FILE).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = contact(&owner, "vic@example.com", "IT").await;
        let path = format!("/people/{vic}/enable");
        let refused = admin.post(&path, json!({})).await.expect(403).json();
        assert_eq!(refused["code"], "access.ceiling");
        for action in [json!({"type": "enable"}), json!({"type": "invite"})] {
            let many = json!({"people": [vic], "action": action});
            let told = admin.post("/people/bulk", many).await.expect(200).json();
            assert_eq!((&told["done"], &told["refused"]), (&json!(0), &json!(1)), "{told:#}");
        }
        owner.post(&path, json!({})).await.expect(200);
        app.settle().await;
    }

    async fn credentials_of_a_privileged_directory_are_given_by_owners(app: &App) {
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        app.connection("Okta", "lenient").await;
        app.connection("Plain", "lenient").await;
        let all = owner.get("/connections").await.expect(200).json();
        let id = |name: &str| {
            let all = all["items"].as_array().expect("connections");
            let one = all.iter().find(|one| one["name"] == name).expect("it");
            one["id"].as_str().expect("an id").to_owned()
        };
        let (okta, plain) = (id("Okta"), id("Plain"));
        let path = format!("/connections/{okta}");
        assert_eq!(patch(&owner, &path, json!({"privileged": true})).await.0, 200);
        for kind in ["tokens", "oauth-clients"] {
            let door = format!("/connections/{okta}/{kind}");
            let refused = admin.post(&door, json!({})).await.expect(403).json();
            assert_eq!(refused["code"], "connection.privileged_switch");
            owner.post(&door, json!({})).await.expect(201);
            let door = format!("/connections/{plain}/{kind}");
            admin.post(&door, json!({})).await.expect(201);
        }
        app.settle().await;
    }

    async fn leaving_a_group_of_another_directory_makes_no_administrator(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let hr = app.adopting("HR").await;
        app.apply("verified_domains = [\"example.com\"]\n").await;
        app.switch("Okta", None, Some(true)).await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        let members = json!([{"value": ada}]);
        for (directory, name) in [(&okta, "Staff"), (&hr, "Interns")] {
            let group = json!({"displayName": name, "members": members});
            directory.post("/Groups", group).await.expect(201);
        }
        let owner = app.client(TokenRole::Owner).await;
        let rule = json!({
            "name": "Staff rules", "then": {"role": "admin"},
            "when": "groups.display eq \"Staff\" and not (groups.display eq \"Interns\")",
        });
        owner.post("/rules", rule).await.expect(201);
        let held = async || owner.get(&format!("/people/{ada}")).await.expect(200).json()["role"].clone();
        assert_eq!(held().await, Value::Null);
        let found = hr.get("/Groups?filter=displayName%20eq%20%22Interns%22").await.expect(200).json();
        let interns = found["Resources"][0]["id"].as_str().expect("an id").to_owned();
        let gone = json!([{"op": "remove", "path": "members"}]);
        hr.patch(&format!("/Groups/{interns}"), gone).await;
        assert_eq!(held().await, Value::Null, "it is HR's word that they are in no group of it");
        app.switch("HR", None, Some(true)).await;
        assert_eq!(held().await, "Admin");
        app.settle().await;
    }
}
