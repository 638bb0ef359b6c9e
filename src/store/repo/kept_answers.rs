//! Answers of the admin API under an `Idempotency-Key`, kept for a day.

use crate::db::{Db, count};
use crate::error::StoreError;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::ids::AccountId;

/// Keeps answers and finds them again.
pub struct KeptAnswers<'a> {
    db: Db<'a>,
}

/// A request that came under a key before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The hash of the request.
    pub request: String,
    /// When it began.
    pub began_at: Timestamp,
    /// Its answer, sealed; nothing while it runs.
    pub sealed: Option<String>,
}

impl Tx {
    /// Keeps answers and finds them again.
    pub fn kept_answers(&self) -> KeptAnswers<'_> {
        KeptAnswers { db: self.db() }
    }
}

impl KeptAnswers<'_> {
    /// Claims a key for a request; `false` when the key is taken.
    pub async fn claim(
        &self,
        account: AccountId,
        key: &str,
        request: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO kept_answer (account_id, key, request, began_at) \
                   VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        let values = [account.0.into(), key.into(), request.into(), now.0.into()];
        Ok(self.db.run(sql, values).await? > 0)
    }

    /// What came under a key; its row is locked.
    pub async fn get(
        &self,
        account: AccountId,
        key: &str,
    ) -> Result<Option<KeptAnswer>, StoreError> {
        let lock = self.db.lock();
        let sql = format!("SELECT * FROM kept_answer WHERE account_id = $1 AND key = $2{lock}");
        let row = self.db.one(sql, [account.0.into(), key.into()]).await?;
        row.map(|row| {
            Ok(KeptAnswer {
                request: row.try_get("", "request")?,
                began_at: Timestamp(row.try_get("", "began_at")?),
                sealed: row.try_get("", "sealed")?,
            })
        })
        .transpose()
    }

    /// Keeps the answer to the request that claimed a key at this time.
    pub async fn keep(
        &self,
        account: AccountId,
        key: &str,
        began_at: Timestamp,
        sealed: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE kept_answer SET sealed = $4 \
                   WHERE account_id = $1 AND key = $2 AND began_at = $3";
        let values = [
            account.0.into(),
            key.into(),
            began_at.0.into(),
            sealed.into(),
        ];
        self.db.run(sql, values).await.map(drop)
    }

    /// Lets go of a key that was claimed at this time: the next request with it is a first one.
    pub async fn let_go(
        &self,
        account: AccountId,
        key: &str,
        began_at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM kept_answer WHERE account_id = $1 AND key = $2 AND began_at = $3";
        let values = [account.0.into(), key.into(), began_at.0.into()];
        self.db.run(sql, values).await.map(drop)
    }

    /// Forgets at most so many answers from before this time; answers how many there were.
    pub async fn forget(&self, before: Timestamp, at_most: u64) -> Result<u64, StoreError> {
        let sql = "DELETE FROM kept_answer WHERE (account_id, key) IN \
                   (SELECT account_id, key FROM kept_answer WHERE began_at < $1 \
                   ORDER BY began_at LIMIT $2)";
        self.db.run(sql, [before.0.into(), count(at_most)]).await
    }
}
