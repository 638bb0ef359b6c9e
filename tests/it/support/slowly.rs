//! What takes as long as a story likes: bodies that never arrive, use cases that are held.

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use muster_store::{Tx, Work};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::Notify;

/// A body of which nothing ever arrives.
pub(crate) struct Endless;

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

/// A use case that does its work, and then keeps its locks until it is let go.
pub(crate) struct Held<W> {
    pub(crate) work: W,
    pub(crate) working: Arc<Notify>,
    pub(crate) let_go: Arc<Notify>,
}

impl<W: Work> Work for Held<W> {
    type Output = W::Output;
    type Error = W::Error;

    async fn run(&self, tx: &mut Tx) -> Result<W::Output, W::Error> {
        let output = self.work.run(tx).await?;
        self.working.notify_one();
        self.let_go.notified().await;
        Ok(output)
    }
}
