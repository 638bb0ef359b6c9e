//! People whose compiled access is older than the policy.

use super::{People, WritePeople};
use crate::db::{OF_THE_ACCOUNT, count};
use crate::error::StoreError;
use crate::wake::Rings;
use muster_model::ids::{AccountId, PersonId};
use sea_orm::sea_query::Value;

/// Older than every policy: such a person is compiled anew by whoever reads it.
const STALE: i64 = -1;

impl People<'_> {
    /// Living people of an account whose access was compiled under a policy older than this one,
    /// after this id, by id.
    pub async fn stale(
        &self,
        account: AccountId,
        policy_version: i64,
        after: Option<PersonId>,
        limit: u64,
    ) -> Result<Vec<PersonId>, StoreError> {
        let sql = "SELECT id FROM person WHERE account_id = $1 AND policy_version < $2 \
             AND id > $3 AND deleted_at IS NULL ORDER BY id LIMIT $4";
        let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
        let values = [
            account.0.into(),
            policy_version.into(),
            after.into(),
            count(limit),
        ];
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| Ok(PersonId(row.try_get("", "id")?)))
            .collect()
    }
}

impl WritePeople<'_> {
    /// Marks people for compiling: until then every reader compiles them on the fly.
    pub async fn mark_stale(&self, account: AccountId, ids: &[PersonId]) -> Result<(), StoreError> {
        Rings::remember(&self.tx.rings.jobs);
        self.stamp(account, ids, STALE).await
    }

    /// Marks people whose access was compiled under this policy and came out the same.
    pub async fn mark_compiled(
        &self,
        account: AccountId,
        ids: &[PersonId],
        policy_version: i64,
    ) -> Result<(), StoreError> {
        self.stamp(account, ids, policy_version).await
    }

    async fn stamp(
        &self,
        account: AccountId,
        ids: &[PersonId],
        policy_version: i64,
    ) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let db = self.tx.db();
        let mut values: Vec<Value> = vec![account.0.into(), policy_version.into()];
        let sql = format!(
            "UPDATE person SET policy_version = $2 WHERE {OF_THE_ACCOUNT} \
             AND id IN (SELECT w.id FROM {} w)",
            db.dialect.ids(&mut values, ids.iter().map(|id| id.0))
        );
        db.run(sql, values).await?;
        Ok(())
    }
}
