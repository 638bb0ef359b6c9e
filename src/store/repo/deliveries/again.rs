//! What was delivered, or given up, is due again because somebody asks for it.

use super::WriteDeliveries;
use crate::db::count;
use crate::error::StoreError;
use crate::wake::Rings;
use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, EventId};

impl WriteDeliveries<'_> {
    /// Lets the workers look once this is committed: something may be due that was not.
    pub fn look(&self) {
        Rings::remember(&self.tx.rings.events);
    }

    /// Lets one event go to an endpoint once more, under its own id; false when it never went there,
    /// or is on its way already.
    pub async fn resend(&self, endpoint: EndpointId, event: EventId) -> Result<bool, StoreError> {
        let sql = "UPDATE delivery SET state = 'ready', attempt = 0, due = $1 \
             WHERE endpoint_id = $2 AND event_id = $3 AND state IN ('done', 'dead', 'cancelled')";
        let now = self.tx.now().0;
        let values = [now.into(), endpoint.0.into(), event.0.into()];
        self.look();
        Ok(self.tx.db().run(sql, values).await? > 0)
    }

    /// Lets what an endpoint failed at for good since a time go there once more, oldest first and
    /// at most so many; answers how many.
    pub async fn resend_dead(
        &self,
        endpoint: EndpointId,
        since: Timestamp,
        at_most: u64,
    ) -> Result<u64, StoreError> {
        let sql = "UPDATE delivery SET state = 'ready', attempt = 0, due = $1 WHERE id IN \
             (SELECT id FROM delivery WHERE endpoint_id = $2 AND state = 'dead' \
             AND created_at >= $3 ORDER BY id LIMIT $4)";
        let now = self.tx.now().0;
        let values = [
            now.into(),
            endpoint.0.into(),
            since.0.into(),
            count(at_most),
        ];
        self.look();
        self.tx.db().run(sql, values).await
    }
}
