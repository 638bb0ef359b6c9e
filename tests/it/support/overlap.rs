//! Two use cases at once: the second begins while the first has done its work and is not committed.

use super::App;
use muster_app::provision::Caller;
use muster_app::schemas::kinds_of;
use muster_store::{Acting, Tx, Work};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// Two halves of one use case: the pause lies between them.
struct Halves<W, X> {
    first: Paused<W>,
    second: X,
    runs: Arc<AtomicUsize>,
}

impl<W: Work, X: Work<Error = W::Error>> Work for Halves<W, X> {
    type Output = X::Output;
    type Error = X::Error;

    async fn run(&self, tx: &mut Tx) -> Result<X::Output, X::Error> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        self.first.run(tx).await?;
        self.second.run(tx).await
    }
}

/// Counts how often a use case is tried.
struct Counted<W> {
    work: W,
    runs: Arc<AtomicUsize>,
}

impl<W: Work> Work for Counted<W> {
    type Output = W::Output;
    type Error = W::Error;

    async fn run(&self, tx: &mut Tx) -> Result<W::Output, W::Error> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        self.work.run(tx).await
    }
}

impl App {
    /// Does two things in one transaction, and another use case begins between them; answers how
    /// often both were tried in all. It is twice unless they hold what the other one waits for.
    pub(crate) async fn in_between<A: Work, B: Work, C: Work<Error = A::Error>>(
        &self,
        (first, second): (A, C),
        other: B,
    ) -> (Outcome<C>, Outcome<B>, usize) {
        let (done, go) = (CancellationToken::new(), CancellationToken::new());
        let runs = Arc::new(AtomicUsize::new(0));
        let halves = Halves {
            first: Paused {
                work: first,
                done: done.clone(),
                go: go.clone(),
            },
            second,
            runs: Arc::clone(&runs),
        };
        let other = Counted {
            work: other,
            runs: Arc::clone(&runs),
        };
        let (whole, other) = tokio::join!(
            self.perform(halves),
            self.after(done, go, self.perform(other))
        );
        (whole, other, runs.load(Ordering::SeqCst))
    }

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
        tokio::join!(self.perform(paused), self.after(done, go, second))
    }

    async fn after<B>(
        &self,
        done: CancellationToken,
        go: CancellationToken,
        second: impl Future<Output = B>,
    ) -> B {
        done.cancelled().await;
        let mut second = Box::pin(second);
        let early = tokio::time::timeout(Duration::from_millis(300), &mut second).await;
        go.cancel();
        match early {
            Ok(outcome) => outcome,
            Err(_) => second.await,
        }
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
