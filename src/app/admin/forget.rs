//! Forgetting what was settled long ago.

use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_store::{Acting, StoreError, Tx, Work};
use std::time::Duration;

/// Rows of each kind that one transaction forgets.
const AT_ONCE: u64 = 1_000;

/// How long the answer under an `Idempotency-Key` is kept.
const DAY: Duration = Duration::from_hours(24);

/// Forgets events, deliveries, attempts, mails and jobs that are settled and older than this;
/// answers whether there may be more.
pub async fn forget_settled(ctx: &Ctx, keep: Duration) -> Result<bool, StoreError> {
    let before = ctx.now().minus(keep);
    let gone = ctx.store.perform(Acting::system(), Forget(before)).await?;
    Ok(gone >= AT_ONCE)
}

struct Forget(Timestamp);

impl Work for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        tx.kept_answers()
            .forget(tx.now().minus(DAY), AT_ONCE)
            .await?;
        tx.events().forget(self.0, AT_ONCE).await
    }
}
