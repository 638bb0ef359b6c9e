//! Running a use case: one transaction, in a task of its own, again when somebody was faster.

use crate::error::{Retry, StoreError};
use crate::store::Store;
use crate::turn::Turns;
use crate::tx::Tx;
use crate::work::{Acting, Work};
use crate::writer::Writer;
use sea_orm::{DatabaseConnection, TransactionTrait};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{sleep, timeout};

/// How often a use case runs at most before the caller is told that the database is busy.
const TRIES: u32 = 5;

impl Store {
    /// Runs a use case and answers once it is committed.
    ///
    /// It runs in a task of its own: a caller that goes away never stops it half way.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where a use case gets a task of its own"
    )]
    pub async fn perform<W: Work>(&self, acting: Acting, work: W) -> Result<W::Output, W::Error> {
        let store = self.clone();
        let task = tokio::spawn(async move { store.tries(&acting, &work).await });
        match task.await {
            Ok(outcome) => outcome,
            Err(gone) => Err(StoreError::bug(gone).into()),
        }
    }

    /// Lets something end that a caller began, also when the caller goes away meanwhile.
    #[expect(
        clippy::disallowed_methods,
        reason = "what was begun by a use case is finished like one"
    )]
    pub async fn outlive<F>(&self, rest: F) -> Result<F::Output, StoreError>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        tokio::spawn(rest).await.map_err(StoreError::bug)
    }

    async fn tries<W: Work>(&self, acting: &Acting, work: &W) -> Result<W::Output, W::Error> {
        let _lane = self.lane(work).await?;
        let mut tried = 1;
        loop {
            let outcome = match self.writer() {
                Writer::Turns(turns) => self.in_turn(turns, acting, work).await,
                Writer::Pool(pool) => self.in_pool(pool, acting, work).await,
            };
            match outcome {
                Err(error) if error.is_busy() && tried < TRIES => {
                    sleep(Duration::from_millis(5 << tried)).await;
                    tried += 1;
                }
                outcome => return outcome,
            }
        }
    }

    /// PostgreSQL: the place in the lane of a use case, held until it is answered.
    async fn lane<W: Work>(&self, work: &W) -> Result<Option<OwnedSemaphorePermit>, StoreError> {
        let (Writer::Pool(_), Some(lane)) = (self.writer(), work.lane()) else {
            return Ok(None);
        };
        let settings = self.settings();
        let entering = self.lanes().enter(lane, settings.connections.max(2));
        let many = |_| StoreError::unavailable("too many use cases change the same thing");
        let entered = timeout(settings.patience, entering).await.map_err(many)?;
        entered.map(Some)
    }

    /// SQLite: a savepoint on the shared transaction.
    async fn in_turn<W: Work>(
        &self,
        turns: &Turns,
        acting: &Acting,
        work: &W,
    ) -> Result<W::Output, W::Error> {
        let turn = turns.take().await?;
        let mut tx = self.begin(turn.savepoint().await?, acting);
        let outcome = timeout(turns.limit(), work.run(&mut tx)).await;
        let (savepoint, rings, lesson) = tx.finish();
        // Should the savepoint itself be lost, the turn is dropped here, and the shared
        // transaction with it: everybody in it runs again.
        let outcome = match outcome {
            Ok(Ok(output)) => {
                savepoint.commit().await.map_err(lost)?;
                Ok(output)
            }
            Ok(Err(error)) => {
                savepoint.rollback().await.map_err(lost)?;
                Err(error)
            }
            Err(_) => {
                savepoint.rollback().await.map_err(lost)?;
                Err(too_long().into())
            }
        };
        turn.end().await?;
        if outcome.is_ok() {
            lesson.teach(self.policies());
            rings.ring(self.wake());
        }
        outcome
    }

    /// PostgreSQL: a transaction of its own, read committed.
    async fn in_pool<W: Work>(
        &self,
        pool: &DatabaseConnection,
        acting: &Acting,
        work: &W,
    ) -> Result<W::Output, W::Error> {
        let transaction = pool.begin().await.map_err(StoreError::from)?;
        let mut tx = self.begin(transaction, acting);
        let outcome = timeout(self.settings().transaction, work.run(&mut tx)).await;
        let (transaction, rings, lesson) = tx.finish();
        match outcome {
            Ok(Ok(output)) => {
                transaction.commit().await.map_err(StoreError::from)?;
                lesson.teach(self.policies());
                rings.ring(self.wake());
                Ok(output)
            }
            Ok(Err(error)) => {
                // Should this fail, the connection is closed, which rolls back as well.
                let _ = transaction.rollback().await;
                Err(error)
            }
            Err(_) => {
                let _ = transaction.rollback().await;
                Err(too_long().into())
            }
        }
    }

    fn begin(&self, transaction: sea_orm::DatabaseTransaction, acting: &Acting) -> Tx {
        let tally = Arc::clone(self.tally());
        let (runtime, policies) = (self.runtime(), Arc::clone(self.policies()));
        Tx::new(
            self.dialect(),
            tally,
            transaction,
            runtime,
            acting,
            policies,
        )
    }
}

fn lost(error: sea_orm::DbErr) -> StoreError {
    match StoreError::from(error) {
        error @ StoreError::Unavailable(_) => error,
        error => {
            tracing::warn!(?error, "a savepoint was lost; its transaction runs again");
            StoreError::Busy
        }
    }
}

fn too_long() -> StoreError {
    StoreError::unavailable("the use case took too long and was rolled back")
}
