//! Working off the people whose access is older than the policy.

use super::compile::{AT_ONCE, compile_people};
use muster_store::{StoreError, Tx, Work};

/// Compiles up to 200 stale people of one account and tells subscribers what changed; answers how
/// many there were, so that whoever gets 0 may rest.
///
/// The mark on the person is the stored job: a worker that dies loses nothing, and two workers that
/// meet wait for each other's rows.
#[derive(Clone, Copy, Debug)]
pub struct CompileStale;

impl Work for CompileStale {
    type Output = usize;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<usize, StoreError> {
        let Some((account, people)) = tx.access().stale_people(AT_ONCE as u64).await? else {
            return Ok(0);
        };
        let left_out = compile_people(tx, account, &people).await?;
        for left_out in left_out {
            tracing::warn!(%account, "{left_out}");
        }
        Ok(people.len())
    }
}
