//! The records that somebody or a case group is assigned to: all that Muster knows of records.

use super::read::Assignments;
use crate::error::StoreError;
use muster_model::ids::AccountId;
use sea_orm::sea_query::Value;

impl Assignments<'_> {
    /// The ids of the records of one type that anybody is assigned to, or any case group holds, each
    /// once and in no order.
    pub async fn registered(
        &self,
        account: AccountId,
        entity: &str,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT external_id FROM assignment WHERE account_id = $1 AND entity = $2 \
             UNION SELECT r.external_id FROM case_group g \
             JOIN case_group_record r ON r.group_id = g.id \
             WHERE g.account_id = $1 AND r.entity = $2";
        let values: [Value; 2] = [account.0.into(), entity.into()];
        let rows = self.db.all(sql, values).await?;
        rows.iter()
            .map(|row| Ok(row.try_get("", "external_id")?))
            .collect()
    }
}
