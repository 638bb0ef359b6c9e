//! A subscriber is down for a while: nobody else waits, and nothing is lost.

use crate::support::{App, stories};
use serde_json::json;
use std::collections::BTreeMap;

const BROKEN: &str = "https://broken.example.com/hook";
const HEALTHY: &str = "https://hooks.example.com/muster";

fn by_url(app: &App) -> BTreeMap<String, Vec<String>> {
    let mut heard: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in app.sink.take() {
        heard
            .entry(message.url.clone())
            .or_default()
            .push(message.told());
    }
    heard
}

stories! {
    async fn the_others_hear_at_once_and_the_broken_one_later_in_order(app: &App) {
        app.subscribe(BROKEN, "*").await;
        app.sink.answer(BROKEN, 500);
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        app.settle().await;
        assert_eq!(by_url(app).into_keys().collect::<Vec<_>>(), [HEALTHY]);

        let title = json!([{"op": "replace", "path": "title", "value": "Countess"}]);
        okta.patch(&format!("/Users/{id}"), title).await.expect(200);
        app.settle().await;
        assert_eq!(by_url(app)[HEALTHY], ["user.updated #3"]);

        app.sink.answer(BROKEN, 204);
        app.advance_minutes(1);
        app.settle().await;
        assert_eq!(by_url(app)[BROKEN], ["user.created #1", "user.invited #2", "user.updated #3"]);
    }

    async fn a_removal_does_not_wait_for_a_failing_predecessor(app: &App) {
        app.subscribe(BROKEN, "*").await;
        let okta = app.connection("Okta", "lenient").await;
        let id = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        app.settle().await;
        app.sink.take();
        app.sink.answer(BROKEN, 500);
        let title = json!([{"op": "replace", "path": "title", "value": "Countess"}]);
        okta.patch(&format!("/Users/{id}"), title).await.expect(200);
        app.settle().await;
        app.sink.answer(BROKEN, 204);
        let leave = json!([{"op": "replace", "path": "active", "value": false}]);
        okta.patch(&format!("/Users/{id}"), leave).await.expect(200);
        app.settle().await;
        assert_eq!(by_url(app)[BROKEN], ["user.deactivated #4"]);
        app.advance_minutes(10);
        app.settle().await;
        assert_eq!(by_url(app)[BROKEN], ["user.updated #3"]);
    }

    async fn one_event_has_one_id_for_every_endpoint_and_every_attempt(app: &App) {
        app.subscribe(BROKEN, "user.created").await;
        app.sink.answer(BROKEN, 500);
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        app.settle().await;
        app.sink.answer(BROKEN, 204);
        app.advance_minutes(1);
        app.settle().await;
        let created = app.sink.take().into_iter().filter(|m| m.body["type"] == json!("user.created"));
        let mut ids: Vec<String> = created.map(|message| message.id).collect();
        assert_eq!(ids.len(), 2);
        ids.dedup();
        assert_eq!(ids.len(), 1);
    }

    async fn an_endpoint_that_is_gone_hears_nothing_any_more(app: &App) {
        app.subscribe(BROKEN, "*").await;
        app.sink.answer(BROKEN, 410);
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201);
        app.settle().await;
        app.sink.answer(BROKEN, 204);
        okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201);
        app.settle().await;
        let heard = by_url(app);
        assert_eq!(heard.get(BROKEN), None);
        let told = |heard: &&String| heard.starts_with("endpoint.disabled");
        assert_eq!(heard[HEALTHY].iter().filter(told).count(), 1, "{heard:?}");
    }
}
