//! Whoever may connect directories and turn their switches does not let themselves in by one as
//! somebody who may more: not by silencing a role for a while either.

use super::asking::{change, code};
use super::switches::directory;
use crate::journeys::the_door::mailed_path;
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const DOMAIN: &str = "verified_domains = [\"example.com\"]\n";

const SUPER: &str = r#"
verified_domains = ["example.com"]

[[role]]
slug = "super"
name = "Super"
permissions = ["*"]
"#;

async fn moves(hr: &Client, id: &str) {
    let mails = json!([{"type": "work", "primary": true, "value": "mallory@example.com"}]);
    let moved = json!([{"op": "replace", "path": "emails", "value": mails}]);
    hr.patch(&format!("/Users/{id}"), moved).await.expect(200);
}

async fn sign_in(client: &Client, id: &str) -> Value {
    let person = client
        .get(&format!("/people/{id}"))
        .await
        .expect(200)
        .json();
    person["sign_in_address"].clone()
}

async fn grants(hand: &Client, id: &str, given: Value) -> u16 {
    let given = hand.put(&format!("/people/{id}/grants"), given).await;
    given.status.as_u16()
}

stories! {
    async fn a_silenced_role_keeps_the_door_shut(app: &App) {
        app.apply(SUPER).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = app.invite("vic@example.com", false).await;
        assert_eq!(grants(&owner, &vic, json!({"role": "super"})).await, 200);
        let hr = app.adopting("HR").await;
        let path = directory(&admin).await;
        app.lay_down("HR", muster_model::access::Part::Role, muster_model::access::Keeper::Directory).await;
        hr.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201);
        let person = admin.get(&format!("/people/{vic}")).await.expect(200).json();
        assert_eq!(person["role"], Value::Null, "silenced");

        moves(&hr, &vic).await;
        let link = format!("/people/{vic}/invitation");
        assert_eq!(code(&admin.get(&link).await.expect(403)), "person.above_you");
        change(&admin, &path, json!({"owns": {"role": null}}), None).await.expect(200);
        let person = admin.get(&format!("/people/{vic}")).await.expect(200).json();
        assert_eq!((&person["role"], &person["sign_in_address"]), (&json!("Super"), &json!("vic@example.com")));
        app.settle().await;
    }

    async fn a_privileged_directory_is_silenced_and_heard_again_by_owners(app: &App) {
        app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let path = directory(&admin).await;
        for wanted in [json!({"owns": {"role": "console"}}), json!({"projection": true})] {
            let refused = change(&admin, &path, wanted.clone(), None).await.expect(403);
            assert_eq!(code(&refused), "connection.privileged_switch");
            let preview = admin.post(&format!("{path}/preview"), wanted.clone()).await.expect(403);
            assert_eq!(code(&preview), "connection.privileged_switch");
            change(&owner, &path, wanted, None).await.expect(200);
        }
        change(&admin, &path, json!({"name": "Okta HQ"}), None).await.expect(200);
        app.settle().await;
    }

    async fn whom_a_privileged_directory_knows_another_one_does_not_move(app: &App) {
        app.apply(DOMAIN).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let owner = app.client(TokenRole::Owner).await;
        let rule = json!({
            "name": "Admins", "then": {"role": "admin"},
            "when": "active eq true and groups.display eq \"Admins\"",
        });
        owner.post("/rules", rule).await.expect(201);
        let vic = okta.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201).id();
        let admins = json!({"displayName": "Admins", "members": [{"value": vic}]});
        okta.post("/Groups", admins).await.expect(201);
        let hr = app.adopting("HR").await;
        hr.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201);
        moves(&hr, &vic).await;
        hr.delete(&format!("/Users/{vic}")).await.expect(204);
        let person = owner.get(&format!("/people/{vic}")).await.expect(200).json();
        assert_eq!((&person["role"], &person["sign_in_address"]), (&json!("Admin"), &json!("vic@example.com")));
        app.settle().await;
    }

    async fn a_contact_whom_a_privileged_directory_knows_is_let_in_by_any(app: &App) {
        app.apply(DOMAIN).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let vic = json!({"userName": "vic@example.com", "active": false});
        let vic = okta.post("/Users", vic).await.expect(201).id();
        let hr = app.adopting("HR").await;
        let said = json!([{"op": "replace", "path": "active", "value": true}]);
        hr.patch(&format!("/Users/{vic}"), said).await.expect(200);
        moves(&hr, &vic).await;
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to vic@example.com"]);
    }

    async fn a_held_invitation_goes_nowhere_on_a_directorys_word(app: &App) {
        app.apply(DOMAIN).await;
        let hr = app.connection("HR", "lenient").await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = hr.post("/Users", json!({"userName": "vic"})).await.expect(201).id();
        assert_eq!(grants(&owner, &vic, json!({"role": "admin"})).await, 200);
        moves(&hr, &vic).await;
        let renamed = json!([{"op": "replace", "path": "userName", "value": "mallory@example.com"}]);
        hr.patch(&format!("/Users/{vic}"), renamed).await.expect(200);
        let resent = admin.post(&format!("/people/{vic}/invitation/resend"), json!({})).await;
        assert_eq!(code(&resent.expect(409)), "person.invitation_held");

        // Nor where somebody else makes room for it.
        let puppet = json!({"userName": "puppet", "emails": [{"value": "mallory@example.com", "primary": true}]});
        let puppet = hr.post("/Users", puppet).await.expect(201).id();
        let away = json!([{"op": "remove", "path": "emails"}]);
        moves(&hr, &vic).await;
        hr.patch(&format!("/Users/{puppet}"), away).await.expect(200);
        assert_eq!(sign_in(&owner, &vic).await, Value::Null);
        app.settle().await;
        assert!(app.mailbox.take().iter().all(|mail| mail.letter.person.to_string() != vic));
    }

    async fn whom_an_owner_disabled_no_switch_brings_back_with_account_permissions(app: &App) {
        app.apply(DOMAIN).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = app.invite("vic@example.com", false).await;
        assert_eq!(grants(&owner, &vic, json!({"role": "admin"})).await, 200);
        let hr = app.adopting("HR").await;
        hr.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201);
        owner.post(&format!("/people/{vic}/deactivate"), json!({})).await.expect(200);
        let path = directory(&admin).await;
        change(&admin, &path, json!({"over_humans": true}), None).await.expect(200);
        let back = json!([{"op": "replace", "path": "active", "value": true}]);
        hr.patch(&format!("/Users/{vic}"), back).await.expect(200);
        let person = owner.get(&format!("/people/{vic}")).await.expect(200).json();
        assert_eq!(person["status"], "deactivated");
        app.settle().await;
    }

    async fn what_a_hand_may_not_give_it_does_not_take_away(app: &App) {
        app.apply(SUPER).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let vic = app.invite("vic@example.com", false).await;
        assert_eq!(grants(&owner, &vic, json!({"role": "super"})).await, 200);
        assert_eq!(grants(&admin, &vic, json!({"role": null})).await, 403);
        assert_eq!(grants(&admin, &vic, json!({"role": "viewer"})).await, 403);
        admin.post(&format!("/people/{vic}/deactivate"), json!({})).await.expect(200);
        let mine = json!({"email": "mallory@example.com"});
        let refused = change(&admin, &format!("/people/{vic}"), mine, None).await.expect(403);
        assert_eq!(code(&refused), "person.above_you");
        assert_eq!(grants(&owner, &vic, json!({"role": null})).await, 200);
        app.settle().await;
    }

    async fn who_comes_to_hold_the_account_keeps_the_address(app: &App) {
        let hr = app.connection("HR", "lenient").await;
        let vic = json!({"userName": "ada@example.com", "emails": [
            {"type": "work", "primary": true, "value": "ada@example.com"}]});
        let vic = hr.post("/Users", vic).await.expect(201).id();
        let joining = mailed_path(app, "activation").await;
        crate::journeys::the_door::pass(app, &joining, crate::journeys::the_door::CHOSEN).await;
        moves(&hr, &vic).await;
        let confirmation = mailed_path(app, "email_change_confirmation").await;
        let owner = app.client(TokenRole::Owner).await;
        assert_eq!(grants(&owner, &vic, json!({"role": "admin"})).await, 200);
        app.visitor().get(&confirmation).await.expect(410);
        assert_eq!(sign_in(&owner, &vic).await, "ada@example.com");
        app.settle().await;
    }

    async fn what_was_asked_before_somebody_was_promoted_opens_nothing_after_it(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let (owner, admin) = (app.client(TokenRole::Owner).await, app.client(TokenRole::Admin).await);
        let rule = json!({
            "name": "Admins", "then": {"role": "admin"}, "when": "groups.display eq \"Admins\"",
        });
        owner.post("/rules", rule).await.expect(201);
        let vic = okta.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201).id();
        let seen = mailed_path(app, "activation").await;
        let link = admin.get(&format!("/people/{vic}/invitation")).await.expect(200).json();
        assert!(link["activation_url"].as_str().is_some_and(|link| link.ends_with(&seen)), "{link}");
        let admins = json!({"displayName": "Admins", "members": [{"value": vic}]});
        okta.post("/Groups", admins).await.expect(201);
        app.visitor().get(&seen).await.expect(410);
        let mailed = mailed_path(app, "activation").await;
        assert_ne!(mailed, seen, "another link, mailed once more");
        app.visitor().get(&mailed).await.expect(200);
        app.settle().await;
    }

    async fn who_comes_back_does_so_where_they_signed_in(app: &App) {
        app.apply(SUPER).await;
        let okta = app.connection("Okta", "lenient").await;
        app.switch("Okta", None, Some(true)).await;
        let vic = okta.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201).id();
        let owner = app.client(TokenRole::Owner).await;
        assert_eq!(grants(&owner, &vic, json!({"role": "super"})).await, 200);
        let hr = app.adopting("HR").await;
        hr.post("/Users", json!({"userName": "vic@example.com"})).await.expect(201);
        moves(&hr, &vic).await;
        for active in [false, true] {
            let said = json!([{"op": "replace", "path": "active", "value": active}]);
            for directory in [&hr, &okta] {
                directory.patch(&format!("/Users/{vic}"), said.clone()).await.expect(200);
            }
        }
        assert_eq!(sign_in(&owner, &vic).await, "vic@example.com");
        app.settle().await;
        let mails = app.mailbox.take_names();
        assert!(mails.iter().all(|mail| mail.ends_with(" to vic@example.com")), "{mails:?}");
    }
}
