//! `/api/v1/webhooks`: somebody subscribes, moves, rests and goes.

use super::asking::{change, code, each, post_once, pushed, tag, tell};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const URL: &str = "https://crm.example.com/hook";

stories! {
    async fn a_subscriber_hears_from_the_moment_it_is_made(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let new = json!({"url": URL, "events": "user.created"});
        let made = admin.post("/webhooks", new).await.expect(201).json();
        assert!(made["secret"].as_str().is_some_and(|secret| secret.starts_with("whsec_")));
        pushed(app).await;
        app.settle().await;
        let heard = app.sink.take().into_iter().filter(|message| message.url == URL);
        assert_eq!(heard.map(|message| message.told()).collect::<Vec<_>>(), ["user.created #1"]);
        let path = format!("/webhooks/{}", made["id"].as_str().expect("an id"));
        let shown = admin.get(&path).await.expect(200).json();
        assert_eq!(shown.get("secret"), None);
        assert_eq!((&shown["state"], &shown["events"]), (&json!("enabled"), &json!("user.created")));
        admin.delete(&path).await.expect(204);
        admin.delete(&path).await.expect(404);
    }

    async fn it_moves_with_a_new_secret_and_rests(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let made = admin.post("/webhooks", json!({"url": URL})).await.expect(201).json();
        let path = format!("/webhooks/{}", made["id"].as_str().expect("an id"));
        let seen = tag(&admin.get(&path).await.expect(200));
        let rests = change(&admin, &path, json!({"enabled": false}), Some(&seen)).await.expect(200).json();
        assert_eq!((&rests["state"], &rests["secret"]), (&json!("disabled"), &Value::Null));
        let late = change(&admin, &path, json!({"enabled": true}), Some(&seen)).await.expect(412);
        assert_eq!(code(&late), "resource.changed");
        let place = json!({"url": "https://crm.example.org/hook", "enabled": true});
        let moved = change(&admin, &path, place, None).await.expect(200).json();
        assert!(moved["secret"].is_string() && moved["secret"] != made["secret"], "{moved:#}");
        let turned = tell(&admin, &format!("{path}/rotate")).await.expect(200).json();
        assert!(turned["secret"] != moved["secret"], "{turned:#}");
    }

    async fn a_test_event_says_what_the_endpoint_answered(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let made = admin.post("/webhooks", json!({"url": URL})).await.expect(201).json();
        let path = format!("/webhooks/{}/test", made["id"].as_str().expect("an id"));
        let tested = tell(&admin, &path).await.expect(200).json();
        assert_eq!((&tested["delivered"], &tested["status"]), (&json!(true), &json!(204)));
        app.sink.say(URL, 500, "no");
        let tested = tell(&admin, &path).await.expect(200).json();
        assert_eq!((&tested["delivered"], &tested["status"]), (&json!(false), &json!(500)));
        assert_eq!(tested["response"], "no");
    }

    async fn what_cannot_be_heard_or_reached_is_refused(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let ask = async |new: Value| code(&admin.post("/webhooks", new).await.expect(400));
        assert_eq!(ask(json!({"url": "ftp://example.com"})).await, "endpoint.url_invalid");
        assert_eq!(ask(json!({"url": URL, "events": "user.born"})).await, "endpoint.event_unknown");
        assert_eq!(ask(json!({"url": URL, "colour": "red"})).await, "request.body");
        assert_eq!(each(&admin, "/webhooks", "url").await.len(), 1);
    }

    async fn two_requests_under_one_key_make_one_endpoint(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let first = post_once(&admin, "/webhooks", "k", json!({"url": URL})).await.expect(201);
        let again = post_once(&admin, "/webhooks", "k", json!({"url": URL})).await.expect(201);
        assert_eq!(again.text, first.text, "with the same secret");
        assert_eq!(each(&admin, "/webhooks", "url").await.len(), 2);
    }
}
