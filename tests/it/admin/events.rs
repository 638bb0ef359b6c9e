//! `GET /api/v1/events`: every event once, in order, by cursor.

use crate::support::{App, stories};
use serde_json::{Value, json};

fn told(page: &Value) -> Vec<String> {
    let events = page["events"].as_array().expect("events");
    let one = |event: &Value| {
        assert!(event["id"].is_string(), "an event without its webhook-id");
        let name = &event["data"]["user"]["userName"];
        format!(
            "{} {}",
            event["type"].as_str().expect("a type"),
            name.as_str().expect("a name")
        )
    };
    events.iter().map(one).collect()
}

stories! {
    async fn the_feed_gives_every_event_once_and_keeps_the_place(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let admin = app.admin().await;
        let empty = admin.get("/events").await.expect(200).json();
        assert_eq!(empty["events"], json!([]));
        for name in ["a", "b", "c"] {
            let body = json!({"userName": name, "active": false});
            okta.post("/Users", body).await.expect(201);
        }
        // On PostgreSQL an event shows once no older transaction of the whole server is open, and
        // other tests have some: so a reader waits, and takes what there is.
        let (mut heard, mut next) = (Vec::new(), empty["next"].as_str().expect("a place").to_owned());
        while heard.len() < 3 {
            let path = format!("/events?after={next}&limit=2&wait=20");
            let page = admin.get(&path).await.expect(200).json();
            let more = told(&page);
            assert!((1..=2).contains(&more.len()), "{page:#}");
            heard.extend(more);
            page["next"].as_str().expect("a place").clone_into(&mut next);
        }
        assert_eq!(heard, ["user.created a", "user.created b", "user.created c"]);
        let page = admin.get(&format!("/events?after={next}")).await.expect(200).json();
        assert_eq!(page, json!({"events": [], "next": next}));
        app.settle().await;
    }

    async fn a_stranger_hears_nothing_and_a_wrong_cursor_is_a_problem(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Users", json!({"userName": "a", "active": false})).await.expect(201);
        let stranger = app.stranger().await;
        assert_eq!(stranger.get("/events").await.expect(200).json()["events"], json!([]));
        let wrong = stranger.get("/events?after=yesterday").await.expect(400).json();
        assert_eq!(wrong["detail"], "The parameter after must be the `next` of the page before.");
        app.settle().await;
    }
}
