//! Taking over from a server that did not end by itself.

use crate::ctx::Ctx;
use muster_store::{Acting, StoreError, Tx, Work};

/// Frees what the server before had taken and never settled; answers how much it was.
///
/// A SQLite file has one server, so at its start whatever is taken was taken by a dead one. On
/// PostgreSQL others may be at work: there leases run out by themselves.
pub async fn take_over(ctx: &Ctx) -> Result<u64, StoreError> {
    if ctx.store.file().is_none() {
        return Ok(0);
    }
    ctx.store.perform(Acting::system(), Free).await
}

struct Free;

impl Work for Free {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        tx.leases().release_all().await
    }
}
