//! A bug in one handler is one answer with an id, not the end of a connection.

use crate::render::Refusal;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

/// Answers 500 when a handler panics; the hook of the process has already logged where.
pub async fn catch(request: Request, next: Next) -> Response {
    let refusal = Refusal::internal().to(&request);
    let mut running = Box::pin(next.run(request));
    // Nothing that the handler held is used again after a panic.
    let outcome = poll_fn(move |context| {
        let poll = || running.as_mut().poll(context);
        match catch_unwind(AssertUnwindSafe(poll)) {
            Ok(Poll::Ready(response)) => Poll::Ready(Some(response)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(None),
        }
    });
    outcome.await.unwrap_or_else(|| refusal.render())
}
