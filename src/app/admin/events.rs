//! The pull feed: every event of an account, once, in the order of commits.

use super::store_kind;
use crate::ctx::Ctx;
use crate::error::Kind;
use muster_model::ids::AccountId;
use muster_store::{Cursor, FeedEvent, StoreError};
use serde_json::Value;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How often a waiting reader looks for what another process wrote.
const LOOK: Duration = Duration::from_millis(250);

/// Why the feed was not read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct FeedError(#[from] StoreError);

impl FeedError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        store_kind(&self.0)
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        "server.store"
    }
}

/// One page of the feed, and where the next one begins.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedPage {
    /// The messages as webhooks carry them, each with its `id`.
    pub events: Vec<Value>,
    /// The place behind the last one; of an empty page the place that was asked for.
    pub next: Cursor,
}

/// The events of an account behind a place. With nothing there it waits for news, at most so long.
pub async fn read_events(
    ctx: &Ctx,
    account: AccountId,
    after: Cursor,
    limit: u64,
    wait: Duration,
) -> Result<FeedPage, FeedError> {
    let until = Instant::now() + wait;
    loop {
        let news = ctx.store.wake().events.notified();
        tokio::pin!(news);
        // Who listens before looking misses nothing in between.
        news.as_mut().enable();
        let found = ctx.store.read().feed().after(account, after, limit).await?;
        let left = until.saturating_duration_since(Instant::now());
        if !found.is_empty() || left.is_zero() {
            return Ok(page(after, &found)?);
        }
        tokio::select! {
            () = news => {}
            () = sleep(LOOK.min(left)) => {}
        }
    }
}

fn page(after: Cursor, found: &[FeedEvent]) -> Result<FeedPage, StoreError> {
    Ok(FeedPage {
        events: found.iter().map(message).collect::<Result<_, _>>()?,
        next: found.last().map_or(after, |event| event.cursor),
    })
}

fn message(event: &FeedEvent) -> Result<Value, StoreError> {
    let mut message: Value = serde_json::from_str(&event.payload)?;
    if let Some(message) = message.as_object_mut() {
        message.insert("id".to_owned(), event.id.to_string().into());
    }
    Ok(message)
}
