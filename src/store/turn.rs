//! Group commit by turns: many use cases share one transaction, and one COMMIT answers them all.
//!
//! SQLite has one writer, and a durable commit costs a flush of the disk. So there is one open
//! transaction behind one fair mutex: whoever wants to write takes a turn on it, in a savepoint of
//! its own, and passes it on. Whoever finds nobody waiting, or is the 128th, commits and tells the
//! others. Every outcome, also a refusal, leaves only after that COMMIT: it may rest on the rows of
//! a neighbour.
//!
//! Invariant: a [`Turn`] that is dropped before its end (a panic, a lost savepoint) takes the
//! shared transaction with it; nobody of that transaction was told anything, and all run again.

use crate::error::StoreError;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

/// How many use cases share one commit at most.
const PASSENGERS: usize = 128;

type Ending = Option<Result<(), StoreError>>;

/// The one writer of a SQLite file, and the queue before it.
pub(crate) struct Turns {
    writer: DatabaseConnection,
    shared: Arc<Mutex<Option<Shared>>>,
    waiting: AtomicUsize,
    limit: Duration,
}

/// The transaction that passengers share.
struct Shared {
    transaction: DatabaseTransaction,
    passengers: usize,
    ending: watch::Sender<Ending>,
}

/// The right to write, until it is passed on.
pub(crate) struct Turn<'a> {
    turns: &'a Turns,
    guard: OwnedMutexGuard<Option<Shared>>,
    ended: bool,
}

impl Turns {
    /// The queue before this connection, which nobody else may use for writing.
    pub(crate) fn new(writer: DatabaseConnection, limit: Duration) -> Self {
        Self {
            writer,
            shared: Arc::new(Mutex::new(None)),
            waiting: AtomicUsize::new(0),
            limit,
        }
    }

    /// The connection itself.
    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// How long a turn may last.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// Waits for a turn, in the order of asking.
    pub(crate) async fn take(&self) -> Result<Turn<'_>, StoreError> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut guard = Arc::clone(&self.shared).lock_owned().await;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        if guard.is_none() {
            let transaction = self
                .writer
                .begin_with_options(TransactionOptions {
                    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                    ..TransactionOptions::default()
                })
                .await?;
            *guard = Some(Shared {
                transaction,
                passengers: 0,
                ending: watch::Sender::new(None),
            });
        }
        Ok(Turn {
            turns: self,
            guard,
            ended: false,
        })
    }
}

impl Turn<'_> {
    /// A savepoint on the shared transaction: what fails in it takes nobody with it.
    pub(crate) async fn savepoint(&self) -> Result<DatabaseTransaction, StoreError> {
        match self.guard.as_ref() {
            Some(shared) => Ok(shared.transaction.begin().await?),
            None => Err(StoreError::Busy),
        }
    }

    /// Passes the turn on and waits until the shared transaction is committed.
    pub(crate) async fn end(mut self) -> Result<(), StoreError> {
        let last = self.turns.waiting.load(Ordering::SeqCst) == 0;
        let Some(shared) = self.guard.as_mut() else {
            return Err(StoreError::Busy);
        };
        shared.passengers += 1;
        if last || shared.passengers >= PASSENGERS {
            return self.commit().await;
        }
        let mut ending = shared.ending.subscribe();
        self.ended = true;
        drop(self);
        match ending.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().unwrap_or(Err(StoreError::Busy)),
            // Dropped without a word: it was rolled back, and nobody was told anything.
            Err(_) => Err(StoreError::Busy),
        }
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        let Some(shared) = self.guard.take() else {
            return Err(StoreError::Busy);
        };
        let outcome = shared.transaction.commit().await.map_err(StoreError::from);
        shared.ending.send_replace(Some(outcome.clone()));
        self.ended = true;
        outcome
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.guard.take();
        }
    }
}
