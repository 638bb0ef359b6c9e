//! `/api/v1/webhooks/{id}/deliveries`: what is on its way, what was tried, and once more.

use super::asking::{code, each, items, pushed, tell};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// The path of the deliveries of the subscriber that every story begins with.
async fn deliveries(admin: &Client) -> String {
    let ids = each(admin, "/webhooks", "id").await;
    format!("/webhooks/{}/deliveries", ids[0].as_str().expect("an id"))
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
        let again = deliveries(&admin).await.replace("deliveries", "resend-failed");
        let wrong = admin.post(&again, json!({"since": "yesterday"})).await.expect(400);
        assert_eq!(code(&wrong), "request.body");
        let none = admin.post(&again, json!({"since": "2026-01-01T00:00:00Z"})).await.expect(200);
        assert_eq!(none.json(), json!({"resent": 0}));
    }
}
