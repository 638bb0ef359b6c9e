//! `/api/v1/webhooks/{id}/deliveries`: what is on its way, what was tried, and once more.

use super::asking::{code, each, items, pushed, tell};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};
use std::time::Duration;

/// The subscriber that every story begins with.
const HOOK: &str = "https://hooks.example.com/muster";

/// The path of the deliveries of the subscriber that every story begins with.
async fn deliveries(admin: &Client) -> String {
    let ids = each(admin, "/webhooks", "id").await;
    format!("/webhooks/{}/deliveries", ids[0].as_str().expect("an id"))
}

/// The subscriber fails until Muster gives up: the waits of `src/model/webhook/retry.rs`.
async fn give_up(app: &App) {
    let waits = [
        0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ];
    for seconds in waits {
        app.advance(Duration::from_secs(seconds));
        app.settle().await;
    }
}

fn path(deliveries: &str, delivery: &Value) -> String {
    format!("{deliveries}/{}", delivery["id"].as_str().expect("an id"))
}

stories! {
    async fn a_delivery_is_followed_to_its_end_and_sent_once_more(app: &App) {
        pushed(app).await;
        let admin = app.client(TokenRole::Admin).await;
        let all = deliveries(&admin).await;
        assert_eq!(each(&admin, &all, "type").await, ["group.members_changed", "group.created", "user.created"]);
        assert_eq!(each(&admin, &format!("{all}?state=done"), "id").await, Vec::<Value>::new());
        app.settle().await;
        let done = items(&admin, &format!("{all}?state=done")).await;
        let one = path(&all, &done[0]);
        assert_eq!(admin.get(&one).await.expect(200).json()["attempts"], 1);
        let tried = items(&admin, &format!("{one}/attempts")).await;
        assert_eq!((tried.len(), &tried[0]["status"]), (1, &json!(204)));
        let first = app.sink.take();
        tell(&admin, &format!("{one}/resend")).await.expect(204);
        app.settle().await;
        let again = app.sink.take();
        assert_eq!(again.len(), 1);
        assert!(first.iter().any(|message| message.id == again[0].id), "under its own id");
    }

    async fn deliveries_come_page_by_page(app: &App) {
        pushed(app).await;
        let admin = app.client(TokenRole::Admin).await;
        let all = deliveries(&admin).await;
        let first = admin.get(&format!("{all}?limit=1")).await.expect(200).json();
        let next = first["next"].as_str().expect("a next page");
        assert_eq!(each(&admin, &format!("{all}?limit=1&cursor={next}"), "type").await, ["group.created"]);
        let wrong = admin.get(&format!("{all}?state=lost")).await.expect(400);
        assert_eq!(code(&wrong), "request.parameter");
        app.settle().await;
    }

    async fn what_was_given_up_is_sent_again_since_a_time(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let all = deliveries(&admin).await;
        let again = all.replace("deliveries", "resend-failed");
        let wrong = admin.post(&again, json!({"since": "yesterday"})).await.expect(400);
        assert_eq!(code(&wrong), "request.body");
        let since = async |since: &str| {
            let asked = admin.post(&again, json!({"since": since})).await.expect(200);
            asked.json()["resent"].clone()
        };
        assert_eq!(since("2026-01-01T00:00:00Z").await, 0, "nothing was given up");

        app.sink.answer(HOOK, 500);
        let okta = app.connection("Okta", "lenient").await;
        let ada = json!({"userName": "ada", "active": false});
        okta.post("/Users", ada).await.expect(201);
        give_up(app).await;
        let dead = items(&admin, &format!("{all}?state=dead")).await;
        assert_eq!((dead.len(), &dead[0]["type"], &dead[0]["attempts"]), (1, &json!("user.created"), &json!(10)));
        let refused = app.sink.take_refused();
        assert_eq!(refused.len(), 10);

        app.sink.answer(HOOK, 204);
        assert_eq!(since("2026-06-05T00:00:00Z").await, 0, "that was before");
        assert_eq!(since("2026-06-01T00:00:00Z").await, 1);
        app.settle().await;
        let arrived = app.sink.take();
        assert_eq!((arrived.len(), arrived[0].told().as_str()), (1, "user.created #1"));
        assert_eq!(arrived[0].id, refused[0].id, "under its own id");
        assert_eq!(each(&admin, &format!("{all}?state=dead"), "id").await, Vec::<Value>::new());
        assert_eq!(since("2026-06-01T00:00:00Z").await, 0, "once");
    }
}
