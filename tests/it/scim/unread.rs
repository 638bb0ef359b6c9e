//! Whoever comes too fast is refused before anything of the body is read.

use crate::support::{App, stories};
use axum::body::{Body, Bytes};
use http_body_util::{BodyExt as _, Full};
use muster_app::log::{LogFilter, write_all_log};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A body, and whether somebody has read of it.
fn watched() -> (Body, Arc<AtomicBool>) {
    let read = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&read);
    let body = Full::new(Bytes::from_static(b"{}")).map_frame(move |frame| {
        seen.store(true, Ordering::SeqCst);
        frame
    });
    (Body::new(body), read)
}

stories! {
    async fn of_what_comes_too_fast_no_body_is_read(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let stranger = okta.with_token(Some("mus_scim_wrong"));
        for (client, within) in [(okta, 400), (stranger, 401)] {
            let client = app.limited(&client, 1, 1);
            let mut told = Vec::new();
            while told.len() < 50 && !told.ends_with(&[(429, false)]) {
                let (body, read) = watched();
                let answer = client.pour("/Users", body).await;
                told.push((answer.status.as_u16(), read.load(Ordering::SeqCst)));
            }
            assert_eq!(told.pop(), Some((429, false)));
            assert!(!told.is_empty() && told.iter().all(|one| *one == (within, true)), "{told:?}");
        }
        // The provisioning log has it all the same.
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let reads = app.ctx.store.read();
        let filter = LogFilter { limit: 100, ..LogFilter::default() };
        let rows = reads.request_log().read(&filter).await.expect("rows");
        assert!(rows.iter().any(|row| row.status == 429 && row.connection.is_some()));
    }
}
