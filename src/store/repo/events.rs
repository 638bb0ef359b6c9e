//! Events about things that are no aggregates of their own, and forgetting old ones.

use crate::db::count;
use crate::error::StoreError;
use crate::outbox::{self, Told};
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::event::{Event, SubjectKind};
use muster_model::ids::AccountId;
use muster_model::letter::Letter;
use serde_json::Value;
use uuid::Uuid;

/// Tells events, and forgets what is old.
pub struct WriteEvents<'a> {
    tx: &'a Tx,
}

impl Tx {
    /// Tells events, and forgets what is old.
    pub fn events(&self) -> WriteEvents<'_> {
        WriteEvents { tx: self }
    }
}

impl WriteEvents<'_> {
    /// Tells of an endpoint, a connection or another thing that counts no events itself: its number
    /// is the time, which only rises as well. `shown` stands under the thing's name in `data`.
    pub async fn tell(
        &self,
        account: AccountId,
        subject: (SubjectKind, Uuid),
        shown: Value,
        event: Event,
    ) -> Result<(), StoreError> {
        self.tell_and_mail(account, subject, shown, event, Vec::new())
            .await
    }

    /// The same with mails, which leave with it.
    pub async fn tell_and_mail(
        &self,
        account: AccountId,
        (kind, subject): (SubjectKind, Uuid),
        shown: Value,
        mut event: Event,
        letters: Vec<Letter>,
    ) -> Result<(), StoreError> {
        event.sequence = self.tx.now().0;
        let told = Told {
            account,
            kind,
            subject,
            before: shown.clone(),
            after: shown,
            shown: None,
            events: vec![event],
            letters,
        };
        outbox::write(self.tx, &[told]).await
    }

    /// Forgets settled deliveries and mails, attempts, done jobs, and events that are older than a
    /// time and on their way to nobody; at most so many of each, and answers how many.
    pub async fn forget(&self, before: Timestamp, at_most: u64) -> Result<u64, StoreError> {
        let mut forgotten = 0;
        for old in [
            "delivery WHERE created_at < $1 AND state IN ('done', 'dead', 'cancelled')",
            "mail WHERE created_at < $1 AND state IN ('sent', 'dead', 'cancelled')",
            "job WHERE created_at < $1 AND state IN ('done', 'dead')",
            "attempt WHERE at < $1",
            "event WHERE occurred_at < $1 AND NOT EXISTS \
             (SELECT 1 FROM delivery WHERE delivery.event_id = event.id)",
        ] {
            let table = old.split(' ').next().unwrap_or_default();
            let sql = format!(
                "DELETE FROM {table} WHERE id IN (SELECT id FROM {old} ORDER BY id LIMIT $2)"
            );
            let values = [before.0.into(), count(at_most)];
            forgotten += self.tx.db().run(sql, values).await?;
        }
        Ok(forgotten)
    }
}
