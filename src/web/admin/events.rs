//! `GET /api/v1/events`: the pull feed, for whoever cannot or will not take webhooks.

use super::query::Query;
use crate::extract::{Admin, Viewer};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use muster_app::admin::{Cursor, FeedPage, read_events};
use serde_json::json;
use std::time::Duration;

/// How long a reader may wait, in seconds: less than proxies and `server.request_timeout` do.
const LONGEST: u64 = 30;

/// Reads the feed: `after` (a cursor; none is the beginning), `limit`, `wait` (seconds).
pub(super) async fn list(
    admin: Admin<Viewer>,
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
) -> Response {
    match page(&admin, &state, query.as_deref()).await {
        Ok(page) => {
            let next = page.next.to_string();
            Json(json!({"events": page.events, "next": next})).into_response()
        }
        Err(problem) => problem.render(&admin.request),
    }
}

async fn page(
    admin: &Admin<Viewer>,
    state: &WebState,
    query: Option<&str>,
) -> Result<FeedPage, Problem> {
    let query = Query::read(query, &["after", "limit", "wait"])?;
    let after: Option<Cursor> = query.get("after", "the `next` of the page before")?;
    let wait = query.get::<u64>("wait", "a whole number of seconds")?;
    let longest = Duration::from_secs(LONGEST).min(state.request_timeout / 2);
    let wait = Duration::from_secs(wait.unwrap_or_default()).min(longest);
    let (account, after, limit) = (
        admin.caller.account,
        after.unwrap_or_default(),
        query.limit()?,
    );
    let read = |wait| read_events(&state.ctx, account, after, limit, wait);
    tokio::select! {
        page = read(wait) => page,
        () = state.stopping.cancelled() => read(Duration::ZERO).await,
    }
    .map_err(|why| Problem::of(why.kind(), &why, &admin.request))
}
