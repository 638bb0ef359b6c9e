//! What an administrator does with a subscriber from the shell.

use crate::support::{App, stories};
use serde_json::{Value, json};
use std::time::Duration;

/// The endpoint that every story begins with.
fn endpoint(app: &App) -> String {
    let listed = app.muster_says(&["webhook", "list", "--account", "default"]);
    let id = listed["items"][0]["endpoint_id"].as_str();
    id.expect("an endpoint").to_owned()
}

async fn somebody_joins(app: &App, name: &str) {
    let directory = app.connection(name, "lenient").await;
    let body = json!({"userName": name, "active": false});
    directory.post("/Users", body).await.expect(201);
}

/// The types of what the subscriber got since it was asked last.
fn heard(app: &App) -> Vec<Value> {
    let messages = app.sink.take().into_iter();
    messages
        .map(|mut message| message.body["type"].take())
        .collect()
}

stories! {
    async fn a_subscriber_is_left_alone_and_hears_what_waited_when_it_is_back(app: &App) {
        let id = endpoint(app);
        somebody_joins(app, "ada").await;
        let off = app.muster_says(&["webhook", "set", "--endpoint", &id, "--enabled", "off"]);
        assert_eq!(off["state"], "disabled");
        app.settle().await;
        assert_eq!(heard(app), Vec::<Value>::new());
        somebody_joins(app, "bob").await;
        app.muster_says(&["webhook", "set", "--endpoint", &id, "--enabled", "on"]);
        app.settle().await;
        assert_eq!(heard(app), [json!("user.created")], "what happened while it was off is in the feed");
    }

    async fn an_endpoint_moves_and_hears_something_else(app: &App) {
        let id = endpoint(app);
        let words = ["webhook", "set", "--endpoint", &id, "--events", "user.deactivated"];
        assert_eq!(app.muster_says(&words)["events"], "user.deactivated");
        somebody_joins(app, "ada").await;
        app.settle().await;
        assert_eq!(heard(app), Vec::<Value>::new());
        let words = ["webhook", "set", "--endpoint", &id, "--url", "http://example.com/"];
        let told = "muster: the URL must be https:// because this server is reached from elsewhere\n";
        assert_eq!(app.muster_refuses(&words), (1, told.to_owned()));
        let (code, line) = app.muster_refuses(&["webhook", "set", "--endpoint", &id]);
        assert!(code == 2 && line.contains("--enabled"), "{line}");
    }

    async fn what_was_lost_is_sent_again_under_its_own_id(app: &App) {
        let id = endpoint(app);
        somebody_joins(app, "ada").await;
        app.settle().await;
        let first = app.sink.take();
        let event = first[0].id.as_str();
        let words = ["webhook", "resend", "--endpoint", &id, "--event", event];
        assert_eq!(app.muster_says(&words), json!({"endpoint_id": id, "due": 1}));
        // The command has a clock of its own, ahead of the story's.
        app.advance(Duration::from_hours(100 * 365 * 24));
        app.settle().await;
        let again = app.sink.take();
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].id, first[0].id);
        assert_eq!(again[0].body, first[0].body);

        let unknown = "01900000-0000-7000-8000-000000000000";
        let words = ["webhook", "resend", "--endpoint", &id, "--event", unknown];
        let told = "muster: this event was never sent to the endpoint, or is on its way to it\n";
        assert_eq!(app.muster_refuses(&words), (1, told.to_owned()));
    }

    async fn a_subscriber_goes_and_nothing_waits_for_it(app: &App) {
        let id = endpoint(app);
        somebody_joins(app, "ada").await;
        let words = ["webhook", "remove", "--endpoint", &id];
        assert_eq!(app.muster_says(&words), json!({"endpoint_id": id, "removed": true}));
        app.settle().await;
        assert_eq!(heard(app), Vec::<Value>::new());
        let told = "muster: there is no such endpoint\n";
        assert_eq!(app.muster_refuses(&words), (1, told.to_owned()));
        assert_eq!(app.muster_says(&["webhook", "list"])["items"], json!([]));
    }
}
