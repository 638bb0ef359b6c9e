//! Finishing what was claimed: the attempt is kept, and the row goes where it belongs.

use super::{Claimed, WriteDeliveries};
use crate::db::list;
use crate::entity::attempt;
use crate::error::StoreError;
use crate::rows::{insert_models, placeholders};
use muster_model::clock::Timestamp;
use muster_model::ids::EndpointId;
use sea_orm::sea_query::Value;
use std::time::Duration;
use uuid::Uuid;

/// What came of one claimed delivery.
#[derive(Clone, Debug)]
pub struct Finished {
    /// What was claimed.
    pub claimed: Claimed,
    /// When it was posted.
    pub at: Timestamp,
    /// How long it took.
    pub took: Duration,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// Why there was none.
    pub error: Option<String>,
    /// The beginning of the answer.
    pub response: String,
    /// What follows.
    pub next: Next,
}

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It arrived.
    Done,
    /// It is due again then.
    Again(Timestamp),
    /// It is not tried any more, but kept and listed; its lane goes on.
    Dead,
}

impl WriteDeliveries<'_> {
    /// Keeps the attempts and settles the deliveries that are still ours; answers how many were.
    ///
    /// A claim whose lease ended may be somebody else's by now: it is left to them.
    pub async fn finish(&self, finished: &[Finished]) -> Result<u64, StoreError> {
        let rows = finished.iter().map(|one| self.attempt(one)).collect();
        insert_models::<attempt::Entity>(self.tx.db(), rows).await?;
        let with = |next: fn(Next) -> bool| finished.iter().filter(move |one| next(one.next));
        let done = self.settle("done", with(|next| next == Next::Done)).await?;
        let dead = self.settle("dead", with(|next| next == Next::Dead)).await?;
        let again = self.again(finished).await?;
        self.hold_lanes(finished).await?;
        self.health(finished).await?;
        Ok(done + dead + again)
    }

    /// Gives claims back that could not be posted: no attempt was made, and they are due again then.
    pub async fn release(&self, claims: &[Claimed], due: Timestamp) -> Result<(), StoreError> {
        for part in claims.chunks(500) {
            let mut values: Vec<Value> = vec![due.0.into()];
            let pairs = pairs(&mut values, part.iter());
            let sql = format!(
                "UPDATE delivery SET state = 'ready', due = $1, claim_id = NULL, lease_until = NULL \
                 WHERE state = 'leased' AND (id, claim_id) IN (VALUES {pairs})"
            );
            self.tx.db().run(sql, values).await?;
        }
        Ok(())
    }

    /// Lengthens the leases of what is still on its way.
    pub async fn renew(&self, claims: &[Claimed], until: Timestamp) -> Result<(), StoreError> {
        for part in claims.chunks(500) {
            let mut values: Vec<Value> = vec![until.0.into()];
            let pairs = pairs(&mut values, part.iter());
            let sql = format!(
                "UPDATE delivery SET lease_until = $1 \
                 WHERE state = 'leased' AND (id, claim_id) IN (VALUES {pairs})"
            );
            self.tx.db().run(sql, values).await?;
        }
        Ok(())
    }

    fn attempt(&self, one: &Finished) -> attempt::Model {
        attempt::Model {
            id: self.tx.next_id(),
            delivery_id: one.claimed.id.0,
            endpoint_id: one.claimed.endpoint.0,
            event_id: one.claimed.event.0,
            number: i64::from(one.claimed.failed) + 1,
            at: one.at.0,
            status: one.status.map(i64::from),
            duration_ms: i64::try_from(one.took.as_millis()).unwrap_or(i64::MAX),
            error: one.error.clone(),
            response: Some(one.response.clone()).filter(|text| !text.is_empty()),
        }
    }

    async fn settle<'b>(
        &self,
        state: &str,
        these: impl Iterator<Item = &'b Finished>,
    ) -> Result<u64, StoreError> {
        let these: Vec<&Claimed> = these.map(|one| &one.claimed).collect();
        let mut settled = 0;
        for part in these.chunks(500) {
            let mut values: Vec<Value> = vec![state.into()];
            let pairs = pairs(&mut values, part.iter().copied());
            let sql = format!(
                "UPDATE delivery SET state = $1, attempt = attempt + 1, claim_id = NULL, \
                 lease_until = NULL WHERE state = 'leased' AND (id, claim_id) IN (VALUES {pairs})"
            );
            settled += self.tx.db().run(sql, values).await?;
        }
        Ok(settled)
    }

    async fn again(&self, finished: &[Finished]) -> Result<u64, StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let mut lines = Vec::new();
        for (one, due) in finished.iter().filter_map(due) {
            let first = values.len();
            let claimed = &one.claimed;
            values.extend([claimed.id.0.into(), claimed.claim.into(), due.0.into()]);
            lines.push(placeholders(first, values.len()));
        }
        if lines.is_empty() {
            return Ok(0);
        }
        let sql = format!(
            "WITH late (id, claim, due) AS (VALUES {}) UPDATE delivery SET state = 'ready', \
             attempt = attempt + 1, due = late.due, claim_id = NULL, lease_until = NULL \
             FROM late WHERE delivery.id = late.id AND delivery.claim_id = late.claim \
             AND delivery.state = 'leased'",
            lines.join(", ")
        );
        self.tx.db().run(sql, values).await
    }

    /// What waits behind a failed head waits as long as it does, so that no claim looks at it in
    /// vain; a removal does not wait.
    async fn hold_lanes(&self, finished: &[Finished]) -> Result<(), StoreError> {
        let mut values: Vec<Value> = Vec::new();
        let mut lines = Vec::new();
        for (one, due) in finished.iter().filter_map(due) {
            let first = values.len();
            let claimed = &one.claimed;
            values.extend([
                claimed.endpoint.0.into(),
                claimed.subject.into(),
                due.0.into(),
            ]);
            lines.push(placeholders(first, values.len()));
        }
        if lines.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "WITH held (endpoint_id, subject_id, due) AS (VALUES {}) \
             UPDATE delivery SET due = held.due FROM held \
             WHERE delivery.endpoint_id = held.endpoint_id \
             AND delivery.subject_id = held.subject_id AND delivery.state = 'ready' \
             AND delivery.attempt = 0 AND NOT delivery.urgent AND delivery.due < held.due",
            lines.join(", ")
        );
        self.tx.db().run(sql, values).await.map(drop)
    }

    /// An endpoint is failing since its first failure after its last success.
    async fn health(&self, finished: &[Finished]) -> Result<(), StoreError> {
        let ids = |done: bool| -> Vec<EndpointId> {
            let these = finished
                .iter()
                .filter(|one| (one.next == Next::Done) == done);
            let mut ids: Vec<EndpointId> = these.map(|one| one.claimed.endpoint).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let well = ids(true);
        let ill: Vec<EndpointId> = ids(false)
            .into_iter()
            .filter(|id| !well.contains(id))
            .collect();
        let mut values: Vec<Value> = Vec::new();
        let these = list(&mut values, well.iter().map(|id| id.0));
        let sql = format!(
            "UPDATE endpoint SET failing_since = NULL \
             WHERE failing_since IS NOT NULL AND id IN {these}"
        );
        self.tx.db().run(sql, values).await?;
        let mut values: Vec<Value> = vec![self.tx.now().0.into()];
        let these = list(&mut values, ill.iter().map(|id| id.0));
        let sql = format!(
            "UPDATE endpoint SET failing_since = $1 WHERE failing_since IS NULL AND id IN {these}"
        );
        self.tx.db().run(sql, values).await.map(drop)
    }
}

fn due(one: &Finished) -> Option<(&Finished, Timestamp)> {
    match one.next {
        Next::Again(due) => Some((one, due)),
        Next::Done | Next::Dead => None,
    }
}

/// Each delivery with the claim that must still hold.
fn pairs<'b>(values: &mut Vec<Value>, claims: impl Iterator<Item = &'b Claimed>) -> String {
    let pairs: Vec<String> = claims
        .map(|one| list::<Uuid>(values, [one.id.0, one.claim]))
        .collect();
    pairs.join(", ")
}
