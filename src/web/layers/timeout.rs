//! An answer that takes too long becomes 503; what was committed stays committed.

use crate::render::Refusal;
use crate::state::WebState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Ends a request after `server.request_timeout`.
pub async fn end(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let refusal = Refusal::too_slow().to(&request);
    tokio::time::timeout(state.request_timeout, next.run(request))
        .await
        .unwrap_or_else(|_| refusal.render())
}
