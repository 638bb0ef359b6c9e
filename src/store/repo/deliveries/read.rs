//! Looking at the queue and at what was tried.

use super::tested::KIND;
use crate::db::{Db, count};
use crate::error::StoreError;
use crate::reads::Reads;
use muster_model::clock::Timestamp;
use muster_model::ids::{DeliveryId, EndpointId, EventId};
use sea_orm::QueryResult;
use uuid::Uuid;

/// Looks at deliveries.
pub struct Deliveries<'a> {
    pub(super) db: Db<'a>,
}

/// One attempt to deliver, as a subscriber's first week needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    /// Its id; later ones have later ones.
    pub id: Uuid,
    /// The event.
    pub event: EventId,
    /// What the event says happened.
    pub kind: String,
    /// The how manieth attempt of its delivery it was.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// The status of the answer, if there was one.
    pub status: Option<i64>,
    /// How long it took, in milliseconds.
    pub duration_ms: i64,
    /// Why there was no answer.
    pub error: Option<String>,
    /// The beginning of the answer.
    pub response: Option<String>,
    /// Where the delivery stands now: ready, leased, done, dead or cancelled.
    pub state: String,
}

impl Reads<'_> {
    /// Looks at deliveries.
    pub fn deliveries(&self) -> Deliveries<'_> {
        Deliveries { db: self.db() }
    }
}

impl Deliveries<'_> {
    /// When there may be something to claim next; a time that has passed means now, but what waits
    /// behind a delivery on its way is still not to be had.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT e.paused_until AS later, (SELECT d.due FROM delivery d \
             WHERE d.endpoint_id = e.id AND d.state = 'ready' ORDER BY d.due LIMIT 1) AS due \
             FROM endpoint e WHERE e.state = 'enabled' \
             UNION ALL SELECT NULL, min(lease_until) FROM delivery WHERE state = 'leased'";
        let mut next: Option<i64> = None;
        for row in self.db.all(sql, []).await? {
            let due: Option<i64> = row.try_get("", "due")?;
            let later: Option<i64> = row.try_get("", "later")?;
            // An endpoint that asked to be left alone gets nothing before its pause is over.
            let due = due.map(|due| due.max(later.unwrap_or(due)));
            next = next.into_iter().chain(due).min();
        }
        Ok(next.map(Timestamp))
    }

    /// How many deliveries are open: ready or on their way to an endpoint that is enabled.
    pub async fn open(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM delivery d JOIN endpoint e ON e.id = d.endpoint_id \
             WHERE d.state IN ('ready', 'leased') AND e.state = 'enabled'";
        let row = self.db.one(sql, []).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// The newest attempts at an endpoint, the newest first.
    pub async fn attempts(
        &self,
        endpoint: EndpointId,
        limit: u64,
    ) -> Result<Vec<AttemptRow>, StoreError> {
        // A test has neither event nor delivery.
        let sql = "SELECT a.*, COALESCE(e.kind, $3) AS kind, COALESCE(d.state, 'done') AS state \
             FROM attempt a LEFT JOIN event e ON e.id = a.event_id \
             LEFT JOIN delivery d ON d.id = a.delivery_id \
             WHERE a.endpoint_id = $1 ORDER BY a.id DESC LIMIT $2";
        let values = [endpoint.0.into(), count(limit), KIND.into()];
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(attempt).collect()
    }

    /// The attempts of one delivery, the newest first.
    pub async fn attempts_of(&self, id: DeliveryId) -> Result<Vec<AttemptRow>, StoreError> {
        let sql = "SELECT a.*, COALESCE(e.kind, '') AS kind, d.state \
             FROM delivery d JOIN attempt a ON a.delivery_id = d.id AND a.endpoint_id = d.endpoint_id \
             LEFT JOIN event e ON e.id = a.event_id WHERE d.id = $1 ORDER BY a.id DESC LIMIT 100";
        let rows = self.db.all(sql, [id.0.into()]).await?;
        rows.iter().map(attempt).collect()
    }
}

fn attempt(row: &QueryResult) -> Result<AttemptRow, StoreError> {
    Ok(AttemptRow {
        id: row.try_get("", "id")?,
        event: EventId(row.try_get("", "event_id")?),
        kind: row.try_get("", "kind")?,
        number: row.try_get("", "number")?,
        at: Timestamp(row.try_get("", "at")?),
        status: row.try_get("", "status")?,
        duration_ms: row.try_get("", "duration_ms")?,
        error: row.try_get("", "error")?,
        response: row.try_get("", "response")?,
        state: row.try_get("", "state")?,
    })
}
