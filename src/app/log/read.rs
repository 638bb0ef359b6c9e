//! The log as people read it: the newest first.

use crate::ctx::Ctx;
use muster_store::{LogFilter, LogRow, StoreError};

/// The newest rows that are wanted, the newest first.
pub async fn read_log(ctx: &Ctx, filter: &LogFilter) -> Result<Vec<LogRow>, StoreError> {
    let mut rows = ctx.store.read().request_log().read(filter).await?;
    rows.reverse();
    Ok(rows)
}
