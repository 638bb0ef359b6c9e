//! An answer that takes too long becomes 503; what was committed stays committed.

use crate::render::Refusal;
use crate::state::WebState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use muster_model::clock::Timestamp;

/// When a request is ended, in the extensions of the request.
#[derive(Clone, Copy, Debug)]
pub struct EndsAt(pub Timestamp);

/// Ends a request after `server.request_timeout`.
pub async fn end(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let ends_at = state.ctx.now().plus(state.request_timeout);
    request.extensions_mut().insert(EndsAt(ends_at));
    let refusal = Refusal::too_slow().to(&request);
    tokio::time::timeout(state.request_timeout, next.run(request))
        .await
        .unwrap_or_else(|_| refusal.render())
}
