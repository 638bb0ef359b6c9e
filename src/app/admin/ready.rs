//! Whether the database takes a write.

use crate::ctx::Ctx;
use crate::error::Kind;
use muster_store::{Acting, StoreError, Tx, Work};

/// The setting that probes write.
const PROBE: &str = "readiness_probe";

/// Writes a row and commits it: a standby that only answers reads fails here.
pub async fn ready(ctx: &Ctx) -> Result<(), StoreError> {
    ctx.store.perform(Acting::system(), Probe).await
}

/// What the caller of a read that failed should do about it.
pub fn store_kind(error: &StoreError) -> Kind {
    match error {
        StoreError::Busy | StoreError::Unavailable(_) => Kind::Unavailable,
        StoreError::Conflict(_) | StoreError::Bug(_) => Kind::Internal,
    }
}

struct Probe;

impl Work for Probe {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.settings().put(PROBE, &tx.now().rfc3339()).await
    }
}
