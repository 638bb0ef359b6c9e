//! Writing the log in batches, and forgetting what is old.

use super::{Entry, RequestLogSender, mask_query};
use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_store::{Acting, LogRow, StoreError, Tx, Work};
use std::time::Duration;

/// Rows that one transaction forgets.
const FORGET: u64 = 5_000;

/// Writes one batch; answers how many rows it had. What cannot be written is lost, and said so.
pub async fn write_log(ctx: &Ctx, queue: &RequestLogSender) -> Result<usize, StoreError> {
    write_until(ctx, queue, ctx.now().unix_seconds()).await
}

/// Writes everything that waits, before the end.
pub async fn write_all_log(ctx: &Ctx, queue: &RequestLogSender) -> Result<(), StoreError> {
    while write_until(ctx, queue, i64::MAX).await? > 0 {}
    Ok(())
}

async fn write_until(ctx: &Ctx, queue: &RequestLogSender, now: i64) -> Result<usize, StoreError> {
    let taken = queue.take(now);
    if taken.dropped > 0 {
        tracing::warn!(
            dropped = taken.dropped,
            "the provisioning log was too slow: rows were dropped"
        );
    }
    let many = taken.rows.len();
    if many > 0 {
        let rows = taken.rows.into_iter().map(row).collect();
        let written = ctx.store.perform(Acting::system(), WriteLog(rows)).await;
        if let Err(why) = written {
            tracing::warn!(lost = many, "rows of the provisioning log were lost");
            return Err(why);
        }
    }
    Ok(many)
}

/// Forgets rows that are older than this; answers whether there may be more.
pub async fn purge_log(ctx: &Ctx, keep: Duration) -> Result<bool, StoreError> {
    let before = ctx.now().minus(keep);
    let gone = ctx.store.perform(Acting::system(), Forget(before)).await?;
    Ok(gone >= FORGET)
}

fn row(entry: Entry) -> LogRow {
    LogRow {
        id: entry.id,
        at: entry.at,
        account: entry.account,
        connection: entry.connection,
        method: entry.method,
        path: mask_query(&entry.path),
        status: entry.status,
        scim_type: entry.scim_type,
        detail: entry.detail.map(|detail| storable(&detail)),
        subject: entry.subject.map(|subject| storable(&subject)),
        request_id: entry.request_id,
        peer: entry.peer,
        count: entry.count,
        duration_us: entry.duration_us,
        body: entry.body.map(|body| body.masked()),
    }
}

/// PostgreSQL keeps no NUL in a text.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

struct WriteLog(Vec<LogRow>);

impl Work for WriteLog {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        // The ids rise in the order of writing, so that a reader who follows misses nothing.
        let rows = self.0.iter().map(|row| LogRow {
            id: tx.next_id(),
            ..row.clone()
        });
        tx.request_log().insert(rows.collect()).await
    }
}

struct Forget(Timestamp);

impl Work for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        tx.request_log().forget(self.0, FORGET).await
    }
}
