//! Claiming what is due.

use super::WriteDeliveries;
use crate::db::{count, list};
use crate::error::StoreError;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, DeliveryId, EndpointId, EventId};
use sea_orm::QueryResult;
use std::collections::HashMap;
use std::time::Duration;
use uuid::Uuid;

/// How much a worker takes at once.
#[derive(Clone, Copy, Debug)]
pub struct ClaimLimits {
    /// At most so many.
    pub all: u64,
    /// At most so many on their way to one endpoint, over all workers: a slow one never takes every
    /// slot.
    pub per_endpoint: u64,
    /// How long until somebody else may claim them: longer than a post can last.
    pub lease: Duration,
}

/// One delivery that a worker has to itself until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Which delivery.
    pub id: DeliveryId,
    /// The proof that it is still ours when it is finished.
    pub claim: Uuid,
    /// The event, whose id is the `webhook-id`.
    pub event: EventId,
    /// Where it goes.
    pub endpoint: EndpointId,
    /// Whose event it is.
    pub account: AccountId,
    /// Whom the event is about: its lane.
    pub subject: Uuid,
    /// How many attempts failed before.
    pub failed: u32,
    /// The message: exactly the bytes that a standard endpoint gets.
    pub payload: String,
    /// Whether a SCIM PUT caused the event.
    pub by_put: bool,
    /// When it happened.
    pub occurred_at: Timestamp,
}

/// What a delivery takes of its event.
#[derive(Clone, Default)]
struct Message {
    payload: String,
    by_put: bool,
    occurred_at: i64,
}

/// An earlier delivery of the lane that is open. It does not hold up a removal while it, or the
/// head before it, has failed and waits for another try.
///
/// A value, not `EXISTS`: PostgreSQL would join the queue with itself, which takes the square of its
/// length until the table was counted once; a value it looks up for each row, by the lane.
const BLOCKED: &str = "(SELECT 1 FROM delivery p WHERE p.endpoint_id = d.endpoint_id \
     AND p.subject_id = d.subject_id AND p.sequence < d.sequence \
     AND p.state IN ('ready', 'leased') AND NOT (d.urgent AND p.state = 'ready' AND ( \
     (p.attempt > 0 AND p.due > $2) OR (NOT p.urgent AND EXISTS (SELECT 1 FROM delivery h \
     WHERE h.endpoint_id = d.endpoint_id AND h.subject_id = d.subject_id \
     AND h.sequence < p.sequence AND h.state = 'ready' AND h.attempt > 0 AND h.due > $2)))) \
     LIMIT 1) IS NOT NULL";

impl WriteDeliveries<'_> {
    /// Takes what is due, endpoint by endpoint, those with the least on its way first.
    pub async fn claim(&self, limits: ClaimLimits) -> Result<Vec<Claimed>, StoreError> {
        self.reclaim().await?;
        let claim = self.tx.next_id();
        let mut rows = Vec::new();
        let mut left = limits.all;
        for (endpoint, busy) in self.endpoints_with_work().await? {
            let take = limits.per_endpoint.saturating_sub(busy).min(left);
            if take > 0 {
                let taken = self.take(endpoint, claim, take, limits.lease).await?;
                left = left.saturating_sub(taken.len() as u64);
                rows.extend(taken);
            }
            if left == 0 {
                break;
            }
        }
        self.with_payloads(claim, &rows).await
    }

    /// What a worker claimed and never finished is due again.
    async fn reclaim(&self) -> Result<(), StoreError> {
        let sql = "UPDATE delivery SET state = 'ready', claim_id = NULL, lease_until = NULL \
             WHERE state = 'leased' AND lease_until <= $1";
        let now = self.tx.now().0;
        self.tx.db().run(sql, [now.into()]).await.map(drop)
    }

    async fn endpoints_with_work(&self) -> Result<Vec<(Uuid, u64)>, StoreError> {
        let sql = "SELECT e.id, (SELECT count(*) FROM delivery l WHERE l.endpoint_id = e.id \
             AND l.state = 'leased') AS busy FROM endpoint e WHERE e.state = 'enabled' \
             AND (e.paused_until IS NULL OR e.paused_until <= $1) \
             AND EXISTS (SELECT 1 FROM delivery d WHERE d.endpoint_id = e.id \
             AND d.state = 'ready' AND d.due <= $1) ORDER BY busy, e.id";
        let now = self.tx.now().0;
        let rows = self.tx.db().all(sql, [now.into()]).await?;
        rows.iter()
            .map(|row| {
                let busy: i64 = row.try_get("", "busy")?;
                Ok((row.try_get("", "id")?, busy.unsigned_abs()))
            })
            .collect()
    }

    async fn take(
        &self,
        endpoint: Uuid,
        claim: Uuid,
        take: u64,
        lease: Duration,
    ) -> Result<Vec<QueryResult>, StoreError> {
        let db = self.tx.db();
        let sql = format!(
            "WITH picked AS (SELECT d.id FROM delivery d WHERE d.endpoint_id = $1 \
             AND d.state = 'ready' AND d.due <= $2 AND NOT ({BLOCKED}) \
             ORDER BY d.due, d.sequence, d.id LIMIT $3{}) \
             UPDATE delivery SET state = 'leased', claim_id = $4, lease_until = $5 \
             WHERE id IN (SELECT id FROM picked) \
             RETURNING id, event_id, endpoint_id, account_id, subject_id, attempt",
            db.dialect.for_claim_of("d"),
        );
        let now = self.tx.now();
        let values = [
            endpoint.into(),
            now.0.into(),
            count(take),
            claim.into(),
            now.plus(lease).0.into(),
        ];
        db.all(sql, values).await
    }

    async fn with_payloads(
        &self,
        claim: Uuid,
        rows: &[QueryResult],
    ) -> Result<Vec<Claimed>, StoreError> {
        let mut claimed = Vec::with_capacity(rows.len());
        for part in rows.chunks(500) {
            let events: Vec<Uuid> = part
                .iter()
                .map(|row| row.try_get("", "event_id"))
                .collect::<Result<_, _>>()?;
            let messages = self.messages(events).await?;
            for row in part {
                let event: Uuid = row.try_get("", "event_id")?;
                let failed: i64 = row.try_get("", "attempt")?;
                // Several endpoints may get the same event.
                let told = messages.get(&event).cloned().unwrap_or_default();
                claimed.push(Claimed {
                    id: DeliveryId(row.try_get("", "id")?),
                    claim,
                    event: EventId(event),
                    endpoint: EndpointId(row.try_get("", "endpoint_id")?),
                    account: AccountId(row.try_get("", "account_id")?),
                    subject: row.try_get("", "subject_id")?,
                    failed: u32::try_from(failed).unwrap_or(u32::MAX),
                    payload: told.payload,
                    by_put: told.by_put,
                    occurred_at: Timestamp(told.occurred_at),
                });
            }
        }
        claimed.sort_by_key(|one| one.id);
        Ok(claimed)
    }

    async fn messages(&self, events: Vec<Uuid>) -> Result<HashMap<Uuid, Message>, StoreError> {
        let mut values = Vec::new();
        let ids = list(&mut values, events);
        let sql = format!("SELECT id, payload, by_put, occurred_at FROM event WHERE id IN {ids}");
        let rows = self.tx.db().all(sql, values).await?;
        rows.iter()
            .map(|row| {
                let message = Message {
                    payload: row.try_get("", "payload")?,
                    by_put: row.try_get("", "by_put")?,
                    occurred_at: row.try_get("", "occurred_at")?,
                };
                Ok((row.try_get("", "id")?, message))
            })
            .collect()
    }
}
