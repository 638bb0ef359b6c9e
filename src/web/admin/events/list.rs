//! `GET /api/v1/events`: the pull feed, for whoever cannot or will not take webhooks.

use crate::admin::access::EventShown;
use crate::extract::{Admin, Asked, Paging, ReadEvents};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::admin::{Cursor, read_events};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// How long a reader may wait, in seconds: less than proxies and `server.request_timeout` do.
const LONGEST: u64 = 30;

/// Where to read on, how much, and how long to wait.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FeedPlace {
    /// The `next` of the page before; none is the beginning.
    after: Option<String>,
    /// How many events at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
    /// How many seconds to wait for news where there is none: 30 at most.
    wait: Option<u32>,
}

/// Events, and where the next ones are.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Feed {
    /// The messages as webhooks carry them, each with its `id`.
    #[schema(value_type = Vec<EventShown>)]
    events: Vec<Value>,
    /// Where to read on; of an empty page the place that was asked for.
    next: String,
}

/// Read the events of the account, each once, in the order of commits.
#[utoipa::path(get, path = "/events", tag = "Events", operation_id = "list_events",
    params(FeedPlace), responses((status = 200, description = "Events.", body = Feed)),
    extensions(("x-permission" = json!("events"))))]
pub(super) async fn list(
    admin: Admin<ReadEvents>,
    Asked(asked): Asked<FeedPlace>,
    State(state): State<WebState>,
) -> Result<Json<Feed>, Problem> {
    let wanted = "the `next` of the page before";
    let after = asked.after.as_deref().map(str::parse::<Cursor>).transpose();
    let after = after.map_err(|_| Problem::parameter("after", wanted))?;
    let after = after.unwrap_or_default();
    let limit = Paging::limit(asked.limit)?;
    let longest = Duration::from_secs(LONGEST).min(state.request_timeout / 2);
    let wait = Duration::from_secs(asked.wait.unwrap_or_default().into()).min(longest);
    let read = |wait| read_events(&state.ctx, admin.account(), after, limit, wait);
    let page = tokio::select! {
        page = read(wait) => page,
        () = state.stopping.cancelled() => read(Duration::ZERO).await,
    }?;
    Ok(Json(Feed {
        events: page.events,
        next: page.next.to_string(),
    }))
}
