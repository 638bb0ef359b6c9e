//! Everybody is compiled anew once a day: a proof that access follows every change.

use super::{Reevaluate, Reevaluated};
use crate::ctx::Ctx;
use muster_model::ids::AccountId;
use muster_store::{Acting, StoreError, Tx, Work};
use std::time::Duration;

/// How long after one time the next one is due.
const DAY: Duration = Duration::from_hours(24);

/// Takes the account whose day is over, unless another process was faster.
#[derive(Clone, Copy, Debug)]
struct Due;

impl Work for Due {
    type Output = Option<AccountId>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Option<AccountId>, StoreError> {
        let before = tx.now().minus(DAY);
        tx.accounts().take_unevaluated(before).await
    }
}

/// Compiles everybody of one account anew whose last time is a day ago; nothing when there is none.
pub async fn reevaluate_daily(ctx: &Ctx) -> Result<Option<(AccountId, Reevaluated)>, StoreError> {
    let before = ctx.now().minus(DAY);
    // A look costs nothing; an empty transaction would wake the disk.
    if !ctx.store.read().accounts().is_unevaluated(before).await? {
        return Ok(None);
    }
    let acting = Acting::system();
    let Some(account) = ctx.store.perform(acting.clone(), Due).await? else {
        return Ok(None);
    };
    let done = Reevaluate { account }.run(ctx, &acting).await?;
    Ok(Some((account, done)))
}
