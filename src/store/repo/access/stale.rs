//! Accounts with people whose access is older than the policy.

use super::Policies;
use crate::db::count;
use crate::error::StoreError;
use muster_model::ids::{AccountId, PersonId};

impl Policies<'_> {
    /// Living people of whatever account whose access is out of date, all of one account.
    pub async fn stale_people(
        &self,
        limit: u64,
    ) -> Result<Option<(AccountId, Vec<PersonId>)>, StoreError> {
        let sql = "SELECT account.id FROM account WHERE EXISTS (SELECT 1 FROM person \
             WHERE person.account_id = account.id AND person.deleted_at IS NULL \
             AND person.policy_version < account.policy_version) ORDER BY account.id LIMIT 1";
        let Some(row) = self.db.one(sql, []).await? else {
            return Ok(None);
        };
        let account = AccountId(row.try_get("", "id")?);
        let sql = "SELECT person.id FROM person JOIN account ON account.id = person.account_id \
             WHERE account.id = $1 AND person.deleted_at IS NULL \
             AND person.policy_version < account.policy_version ORDER BY person.id LIMIT $2";
        let rows = self.db.all(sql, [account.0.into(), count(limit)]).await?;
        let people = rows.iter().map(|row| Ok(PersonId(row.try_get("", "id")?)));
        Ok(Some((account, people.collect::<Result<_, StoreError>>()?)))
    }

    /// Whether the access of more living people than this is out of date.
    pub async fn is_behind(&self, account: AccountId, more_than: u64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS one FROM person JOIN account ON account.id = person.account_id \
             WHERE account.id = $1 AND person.deleted_at IS NULL \
             AND person.policy_version < account.policy_version LIMIT 1 OFFSET $2";
        let row = self
            .db
            .one(sql, [account.0.into(), count(more_than)])
            .await?;
        Ok(row.is_some())
    }
}
