//! A name for every request, made here: what a client sends is never taken for one.
//!
//! Whoever asks for decisions gets their own name of the request back, as AuthZEN wants it; ours stands
//! in the log all the same.

use crate::state::WebState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use http::header::HeaderName;
use tracing::Instrument as _;

/// The name of the request, in the answer's `x-request-id`, in the log, in audit rows.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The header that carries the name of the request.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Where the client's own name of a request is the answer's too: here and below.
const AUTHZEN: [&str; 2] = ["/access/v1", "/.well-known/authzen-configuration"];

/// Names the request and says in the log how it ended; headers and bodies are never logged.
pub async fn name(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let id = state.ctx.ids.next().to_string();
    let span = tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        path = request.uri().path()
    );
    request.extensions_mut().insert(RequestId(id.clone()));
    let began = state.ctx.now();
    let theirs = theirs(&request);
    async move {
        let mut response = next.run(request).await;
        let ours = || HeaderValue::from_str(&id).ok();
        if let Some(value) = theirs.or_else(ours) {
            response.headers_mut().insert(HEADER, value);
        }
        let took_us = state.ctx.now().0 - began.0;
        tracing::debug!(status = response.status().as_u16(), took_us, "answered");
        response
    }
    .instrument(span)
    .await
}

/// The client's own name of a request for decisions, or for where these are asked for.
///
/// AuthZEN Authorization API 1.0, "Request Identification in a Response": an answer has the
/// `X-Request-ID` of its request.
fn theirs(request: &Request) -> Option<HeaderValue> {
    let path = request.uri().path();
    let below = |root: &&str| {
        let rest = path.strip_prefix(root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let asks = AUTHZEN.iter().any(below);
    let theirs = request.headers().get(HEADER).cloned();
    theirs.filter(|_| asks)
}
