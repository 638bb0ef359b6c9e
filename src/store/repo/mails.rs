//! Mails: written with the change that causes them, sent by a worker.

use crate::db::Db;
use crate::entity::mail;
use crate::error::StoreError;
use crate::queue;
use crate::reads::Reads;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, MailId, PersonId};
use muster_model::letter::Letter;
use sea_orm::FromQueryResult;
use std::time::Duration;
use uuid::Uuid;

/// Looks at the mails that wait.
pub struct Mails<'a> {
    db: Db<'a>,
}

/// Claims and settles mails.
pub struct WriteMails<'a> {
    tx: &'a Tx,
}

/// One mail that a worker has to itself until its lease ends.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimedMail {
    /// Which mail.
    pub id: MailId,
    /// The proof that it is still ours when it is settled.
    pub claim: Uuid,
    /// Whose mail it is.
    pub account: AccountId,
    /// To whom it goes and what it says.
    pub letter: Letter,
    /// How many attempts failed before.
    pub failed: u32,
    /// Since when it waits.
    pub created_at: Timestamp,
}

impl Reads<'_> {
    /// Looks at the mails that wait.
    pub fn mails(&self) -> Mails<'_> {
        Mails { db: self.db() }
    }
}

impl Tx {
    /// Claims and settles mails.
    pub fn mails(&self) -> WriteMails<'_> {
        WriteMails { tx: self }
    }
}

impl Mails<'_> {
    /// How many mails wait or are on their way.
    pub async fn open(&self) -> Result<u64, StoreError> {
        queue::open(self.db, "mail").await
    }

    /// When the next mail is due; a time that has passed means now.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        queue::next_due(self.db, "mail").await
    }
}

impl WriteMails<'_> {
    /// How many mails of a kind were written to a person since a time.
    pub async fn since(
        &self,
        person: PersonId,
        kind: &str,
        since: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM mail WHERE person_id = $1 AND kind = $2 \
             AND created_at > $3";
        let values = [person.0.into(), kind.into(), since.0.into()];
        let row = self.tx.db().one(sql, values).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    /// Takes mails that are due, the oldest first.
    pub async fn claim(&self, limit: u64, lease: Duration) -> Result<Vec<ClaimedMail>, StoreError> {
        let (db, now) = (self.tx.db(), self.tx.now());
        let claim = self.tx.next_id();
        let rows = queue::claim(db, "mail", now, claim, (limit, lease)).await?;
        let mut mails: Vec<ClaimedMail> = rows
            .iter()
            .map(|row| {
                let row = mail::Model::from_query_result(row, "")?;
                Ok(ClaimedMail {
                    id: MailId(row.id),
                    claim,
                    account: AccountId(row.account_id),
                    letter: serde_json::from_str(&row.data)?,
                    failed: u32::try_from(row.attempt).unwrap_or(u32::MAX),
                    created_at: Timestamp(row.created_at),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        mails.sort_by_key(|mail| mail.id);
        Ok(mails)
    }

    /// Lengthens the lease of what is still on its way; answers whether it was still ours.
    pub async fn keep(&self, mail: &ClaimedMail, lease: Duration) -> Result<bool, StoreError> {
        let sql = "UPDATE mail SET lease_until = $1 \
                   WHERE id = $2 AND claim_id = $3 AND state = 'leased'";
        let until = self.tx.now().plus(lease);
        let values = [until.0.into(), mail.id.0.into(), mail.claim.into()];
        Ok(self.tx.db().run(sql, values).await? == 1)
    }

    /// It left; answers whether it was still ours.
    pub async fn sent(&self, mail: &ClaimedMail) -> Result<bool, StoreError> {
        let set = "state = 'sent', attempt = attempt + 1, last_error = NULL, sent_at = $3";
        self.settle(mail, set, [self.tx.now().0.into()]).await
    }

    /// It did not leave, and is due again then.
    pub async fn again(
        &self,
        mail: &ClaimedMail,
        due: Timestamp,
        error: &str,
    ) -> Result<bool, StoreError> {
        let set = "state = 'ready', attempt = attempt + 1, due = $3, last_error = $4";
        self.settle(mail, set, [due.0.into(), error.into()]).await
    }

    /// It will never leave.
    pub async fn dead(&self, mail: &ClaimedMail, error: &str) -> Result<bool, StoreError> {
        let set = "state = 'dead', attempt = attempt + 1, last_error = $3";
        self.settle(mail, set, [error.into()]).await
    }

    /// It is not wanted any more: its link died before it left.
    pub async fn cancel(&self, mail: &ClaimedMail) -> Result<bool, StoreError> {
        self.settle(mail, "state = 'cancelled'", []).await
    }

    /// It goes back as if it had never been taken.
    pub async fn release(&self, mail: &ClaimedMail) -> Result<bool, StoreError> {
        self.settle(mail, "state = 'ready'", []).await
    }

    async fn settle<const N: usize>(
        &self,
        mail: &ClaimedMail,
        set: &str,
        more: [sea_orm::sea_query::Value; N],
    ) -> Result<bool, StoreError> {
        let claimed = (mail.id.0, mail.claim);
        queue::settle(self.tx.db(), "mail", claimed, set, more).await
    }
}
