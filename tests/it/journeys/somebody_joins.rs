//! A directory pushes a person; the person opens the mail and is in.

use super::the_door::{CHOSEN, active_ada, mailed_path, submit};
use crate::support::{App, stories};
use serde_json::json;
use std::time::Duration;

stories! {
    async fn the_link_opens_as_often_as_one_likes_and_works_once(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        let path = mailed_path(app, "activation").await;
        for _ in 0..3 {
            app.visitor().get(&path).await.expect(200);
        }
        assert_eq!(submit(app, &path, "username=ada&password=short").await, 422);
        let status = submit(app, &path, CHOSEN).await;
        assert!((200..400).contains(&status), "the form was answered with {status}");
        assert_eq!(submit(app, &path, CHOSEN).await, 410);
        app.settle().await;
    }

    async fn who_joined_is_active_under_the_chosen_name(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let user = active_ada(app, &okta).await;
        let own = okta.own(user.trim_start_matches("/Users/")).await;
        assert_eq!((&own["status"], &own["username"]), (&json!("active"), &json!("ada")));
        assert_eq!(own["invitationState"], json!("accepted"));
    }

    async fn a_link_dies_with_time_and_with_the_person_who_leaves(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        let late = mailed_path(app, "activation").await;
        let bob = okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201).id();
        let left = mailed_path(app, "activation").await;
        let leave = json!([{"op": "replace", "path": "active", "value": false}]);
        okta.patch(&format!("/Users/{bob}"), leave).await.expect(200);
        app.visitor().get(&left).await.expect(410);
        assert_eq!(submit(app, &left, CHOSEN).await, 410);
        app.advance(Duration::from_hours(24 * 30));
        app.visitor().get(&late).await.expect(410);
        assert_eq!(submit(app, &late, CHOSEN).await, 410);
        let wrong = app.visitor().get("/activate/nonsense").await.expect(404);
        let damaged = app.visitor().get(&format!("{late}0")).await.expect(404);
        assert_eq!(wrong.text, damaged.text);
        app.settle().await;
    }

    async fn who_has_no_usable_address_is_held_and_gets_no_mail(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let held = okta.post("/Users", json!({"userName": "nobody"})).await.expect(201).json();
        let own = okta.own(held["id"].as_str().expect("an id")).await;
        assert_eq!((&held["active"], &own["invitationState"]), (&json!(true), &json!("held")));
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), [""; 0]);
    }

    async fn a_feed_of_contacts_invites_nobody_until_it_says_active(app: &App) {
        let hr = app.connection("HR", "hr").await;
        let id = hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        assert_eq!(app.events().await, ["user.created #1"]);
        assert_eq!(app.mailbox.take_names(), [""; 0]);
        let user = format!("/Users/{id}");
        let start = json!([{"op": "replace", "path": "active", "value": true}]);
        hr.patch(&user, start).await.expect(200);
        assert_eq!(app.events().await, ["user.invited #2"]);
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);
    }

    async fn who_returns_has_everything_as_it_was(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let user = active_ada(app, &okta).await;
        let before = okta.get(&user).await.expect(200).json();
        let active = |yes: bool| json!([{"op": "replace", "value": {"active": yes}}]);
        for _ in 0..2 {
            okta.patch(&user, active(false)).await.expect(200);
        }
        assert_eq!(app.events().await, ["user.deactivated #4"]);
        let mut after = okta.patch(&user, active(true)).await.expect(200).json();
        assert_eq!(app.events().await, ["user.reactivated #5"]);
        assert_eq!(app.mailbox.take_names(), ["access_restored to ada@example.com"]);
        after["meta"] = before["meta"].clone();
        assert_eq!(after, before);
    }
}
