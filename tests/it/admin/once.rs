//! A request under a key, while it runs and when it never ended.

use crate::support::{App, stories};
use muster_app::idempotency::{Begun, OnceError, begin_once};
use std::time::Duration;

/// What a request under this key is told by a server that gives an answer so long.
async fn begin(app: &App, key: &str, timeout: Duration) -> &'static str {
    let request = "the hash of it".to_owned();
    match begin_once(&app.ctx, app.account.id, key, request, timeout).await {
        Ok(Begun::First(_)) => "first",
        Err(OnceError::Running) => "running",
        other => panic!("{other:?}"),
    }
}

stories! {
    async fn a_request_that_may_run_for_long_is_not_taken_for_dead_while_it_does(app: &App) {
        let hour = Duration::from_hours(1);
        assert_eq!(begin(app, "long", hour).await, "first");
        app.advance_minutes(119);
        assert_eq!(begin(app, "long", hour).await, "running");
        app.advance_minutes(1);
        assert_eq!(begin(app, "long", hour).await, "first", "its server died");

        let second = Duration::from_secs(1);
        assert_eq!(begin(app, "short", second).await, "first");
        app.advance_minutes(1);
        assert_eq!(begin(app, "short", second).await, "running");
        app.advance_minutes(1);
        assert_eq!(begin(app, "short", second).await, "first");
        app.settle().await;
    }
}
