//! The pull feed: every event of an account, in the order of commits, none ever missed.
//!
//! The cursor never passes an open transaction: on PostgreSQL an event is served once every
//! transaction that began before its own has ended. So a late commit is never behind the cursor.

use crate::db::{Db, count};
use crate::error::StoreError;
use crate::reads::Reads;
use muster_model::ids::{AccountId, EventId};
use std::fmt;
use std::str::FromStr;

/// Reads the feed.
pub struct Feed<'a> {
    db: Db<'a>,
}

/// A place in the feed: behind one event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    xid: i64,
    seq: i64,
}

/// What was given is not a cursor of this feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a cursor: use the `next` of the page before")]
pub struct NotACursor;

/// One event of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEvent {
    /// The place behind it.
    pub cursor: Cursor,
    /// Its id, which is the `webhook-id` of its deliveries.
    pub id: EventId,
    /// The message, as webhooks carry it.
    pub payload: String,
}

impl Reads<'_> {
    /// Reads the feed.
    pub fn feed(&self) -> Feed<'_> {
        Feed { db: self.db() }
    }
}

impl Feed<'_> {
    /// The events of an account behind a place, the oldest first.
    pub async fn after(
        &self,
        account: AccountId,
        cursor: Cursor,
        limit: u64,
    ) -> Result<Vec<FeedEvent>, StoreError> {
        let sql = format!(
            "SELECT seq, xid, id, payload FROM event WHERE account_id = $1 \
             AND (xid, seq) > ($2, $3) AND {} ORDER BY xid, seq LIMIT $4",
            self.db.dialect.event_is_settled()
        );
        let values = [
            account.0.into(),
            cursor.xid.into(),
            cursor.seq.into(),
            count(limit),
        ];
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| {
                Ok(FeedEvent {
                    cursor: Cursor {
                        xid: row.try_get("", "xid")?,
                        seq: row.try_get("", "seq")?,
                    },
                    id: EventId(row.try_get("", "id")?),
                    payload: row.try_get("", "payload")?,
                })
            })
            .collect()
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.xid, self.seq)
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (xid, seq) = text.split_once('-').ok_or(NotACursor)?;
        let number = |text: &str| -> Result<i64, NotACursor> {
            let number = text.parse::<u64>().map_err(|_| NotACursor)?;
            i64::try_from(number).map_err(|_| NotACursor)
        };
        Ok(Self {
            xid: number(xid)?,
            seq: number(seq)?,
        })
    }
}
