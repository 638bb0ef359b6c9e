//! Whoever has the token of a directory does not let themselves in as somebody who may more.

use super::the_door::active_ada;
use crate::support::{App, Client, stories};
use axum::http::Method;
use muster_model::access::{Keeper, Part};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const DOMAIN: &str = "verified_domains = [\"example.com\"]\n";

async fn moves(directory: &Client, user: &str, address: &str) -> Value {
    let path = "emails[type eq \"work\"].value";
    let moved = json!([{"op": "replace", "path": path, "value": address}]);
    directory.patch(user, moved).await.expect(200).json()
}

async fn sign_in(app: &App, id: &str) -> Value {
    let shown = app.admin().await.get(&format!("/people/{id}")).await;
    shown.expect(200).json()["sign_in_address"].clone()
}

async fn give_admin(app: &App, id: &str) {
    let owner = app.client(TokenRole::Owner).await;
    let path = format!("/people/{id}/grants");
    let given = json!({"role": "admin"}).to_string();
    let put = owner.send(Method::PUT, &path, &[], Some(given)).await;
    put.expect(200);
}

/// The last thing that was left out of what directories asked.
async fn left_out(app: &App) -> String {
    let log = muster_app::log::write_all_log(&app.ctx, &app.log).await;
    log.expect("the log");
    let owner = app.client(TokenRole::Owner).await;
    let found = owner.get("/log?left_out=true").await.expect(200).json();
    found["items"][0]["detail"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

stories! {
    async fn a_directory_moves_no_administrators_address(app: &App) {
        app.apply(DOMAIN).await;
        let okta = app.connection("Okta", "lenient").await;
        let user = active_ada(app, &okta).await;
        let id = user.trim_start_matches("/Users/").to_owned();
        assert_eq!(moves(&okta, &user, "a@example.com").await["emails"][0]["value"], "a@example.com");
        assert_eq!(sign_in(app, &id).await, "a@example.com");
        give_admin(app, &id).await;
        app.settle().await;
        app.mailbox.take();

        // What it wrote is read back (decision 8 of the house's product); nobody signs in there.
        let read = moves(&okta, &user, "mallory@example.com").await;
        assert_eq!(read["emails"][0]["value"], "mallory@example.com");
        assert_eq!(sign_in(app, &id).await, "a@example.com");
        let why = left_out(app).await;
        assert!(why.starts_with("left out: the sign-in address: how somebody is let in"), "{why}");
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), [""; 0]);

        // Nor by going round over a leave.
        for active in [false, true] {
            let said = json!([{"op": "replace", "path": "active", "value": active}]);
            okta.patch(&user, said).await.expect(200);
        }
        assert_eq!(sign_in(app, &id).await, "a@example.com");
        let gone = json!([{"op": "replace", "path": "active", "value": false}]);
        okta.patch(&user, gone).await.expect(200);
        app.lay_down("Okta", Part::Status, Keeper::Both).await;
        let owner = app.client(TokenRole::Owner).await;
        owner.post(&format!("/people/{id}/reactivate"), json!({})).await.expect(200);
        assert_eq!(sign_in(app, &id).await, "a@example.com");

        // One that an owner trusts with account permissions may.
        app.switch("Okta", None, Some(true)).await;
        moves(&okta, &user, "ada@example.com").await;
        assert_eq!(sign_in(app, &id).await, "ada@example.com");
        app.settle().await;
    }

    async fn an_invitation_of_an_administrator_stays_where_it_was_sent(app: &App) {
        app.apply(DOMAIN).await;
        let id = app.invite("vic@example.com", false).await;
        give_admin(app, &id).await;
        let okta = app.adopting("Okta").await;
        let vic = json!({"userName": "vic@example.com", "emails": [
            {"type": "work", "primary": true, "value": "mallory@example.com"}]});
        assert_eq!(okta.post("/Users", vic).await.expect(201).id(), id);
        assert_eq!(sign_in(app, &id).await, "vic@example.com");
        app.advance_minutes(2);
        let owner = app.client(TokenRole::Owner).await;
        owner.post(&format!("/people/{id}/invitation/resend"), json!({})).await.expect(200);
        app.settle().await;
        let mails = app.mailbox.take_names();
        assert!(!mails.is_empty() && mails.iter().all(|mail| mail.ends_with(" to vic@example.com")), "{mails:?}");

        let user = format!("/Users/{id}");
        for active in [false, true] {
            let said = json!([{"op": "replace", "path": "active", "value": active}]);
            okta.patch(&user, said).await.expect(200);
        }
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to vic@example.com"]);
    }

    async fn an_administrator_who_is_enabled_again_is_invited_where_they_were(app: &App) {
        app.apply(DOMAIN).await;
        let id = app.invite("vic@example.com", false).await;
        give_admin(app, &id).await;
        let okta = app.adopting("Okta").await;
        let vic = json!({"userName": "vic@example.com", "emails": [
            {"type": "work", "primary": true, "value": "mallory@evil.example"}]});
        assert_eq!(okta.post("/Users", vic).await.expect(201).id(), id);
        app.settle().await;
        app.mailbox.take();
        let owner = app.client(TokenRole::Owner).await;
        let revoked = owner.delete(&format!("/people/{id}/invitation")).await;
        assert!(revoked.status.is_success(), "{}", revoked.status);
        owner.post(&format!("/people/{id}/enable"), json!({})).await.expect(200);
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to vic@example.com"]);
    }

    async fn a_directory_lets_in_nobody_who_waits_with_account_permissions(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let vic = json!({"userName": "vic@example.com", "active": false});
        let id = okta.post("/Users", vic).await.expect(201).id();
        give_admin(app, &id).await;
        let user = format!("/Users/{id}");
        moves(&okta, &user, "mallory@evil.example").await;
        let said = json!([{"op": "replace", "path": "active", "value": true}]);
        assert_eq!(okta.patch(&user, said).await.expect(200).json()["active"], false);
        assert!(left_out(app).await.starts_with("left out: active: "));
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), [""; 0]);
    }

    async fn an_owners_address_is_not_a_directorys(app: &App) {
        app.apply(DOMAIN).await;
        let okta = app.connection("Okta", "lenient").await;
        let user = active_ada(app, &okta).await;
        let id = user.trim_start_matches("/Users/").to_owned();
        let owner = app.client(TokenRole::Owner).await;
        owner.post(&format!("/people/{id}/owner"), json!({})).await.expect(200);
        app.events().await;
        moves(&okta, &user, "mallory@example.com").await;
        assert_eq!(sign_in(app, &id).await, "ada@example.com");
        let told = app.events().await;
        assert!(told.iter().any(|event| event.starts_with("owner.protected")), "{told:?}");
        app.settle().await;
    }
}
