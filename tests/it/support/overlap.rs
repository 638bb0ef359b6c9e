//! Two use cases at once: the second begins while the first has done its work and is not committed.

use super::App;
use muster_app::provision::Caller;
use muster_app::schemas::kinds_of;
use muster_store::{Acting, Tx, Work};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// What a use case answers.
pub(crate) type Outcome<W> = Result<<W as Work>::Output, <W as Work>::Error>;

/// Does its work, and waits before the commit until it may go on.
struct Paused<W> {
    work: W,
    done: CancellationToken,
    go: CancellationToken,
}

impl<W: Work> Work for Paused<W> {
    type Output = W::Output;
    type Error = W::Error;

    async fn run(&self, tx: &mut Tx) -> Result<W::Output, W::Error> {
        let outcome = self.work.run(tx).await;
        self.done.cancel();
        self.go.cancelled().await;
        outcome
    }
}

impl App {
    /// Does something while a use case is not committed; when it has to wait for the use case, the
    /// use case goes on.
    pub(crate) async fn while_open<A: Work, B>(
        &self,
        first: A,
        second: impl Future<Output = B>,
    ) -> (Outcome<A>, B) {
        let (done, go) = (CancellationToken::new(), CancellationToken::new());
        let paused = Paused {
            work: first,
            done: done.clone(),
            go: go.clone(),
        };
        let second = async {
            done.cancelled().await;
            let mut second = Box::pin(second);
            let early = tokio::time::timeout(Duration::from_millis(300), &mut second).await;
            go.cancel();
            match early {
                Ok(outcome) => outcome,
                Err(_) => second.await,
            }
        };
        tokio::join!(self.perform(paused), second)
    }

    /// The same with another use case.
    pub(crate) async fn overlapping<A: Work, B: Work>(
        &self,
        first: A,
        second: B,
    ) -> (Outcome<A>, Outcome<B>) {
        self.while_open(first, self.perform(second)).await
    }

    /// Runs a use case.
    pub(crate) async fn perform<W: Work>(&self, work: W) -> Outcome<W> {
        self.ctx.store.perform(Acting::system(), work).await
    }

    /// A connection in the act of asking, as it is now.
    pub(crate) async fn caller(&self, connection: &str) -> Caller {
        let reads = self.ctx.store.read();
        let known = reads.connections().list(self.account.id).await;
        let mut known = known.expect("connections").into_iter();
        let connection = known.find(|one| one.name == connection);
        Caller {
            connection: Arc::new(connection.expect("a connection of this name")),
            kinds: kinds_of(&reads, self.account.id).await.expect("kinds"),
            request_id: None,
        }
    }
}
