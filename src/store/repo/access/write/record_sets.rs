//! The record sets of an account.

use super::super::rows;
use super::super::trace;
use super::WritePolicies;
use crate::entity::record_set;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::access::{Dimension, RecordSet};
use muster_model::ids::{AccountId, RecordSetId};
use sea_orm::sea_query::Value;
use serde_json::Value as Json;

impl WritePolicies<'_> {
    /// Inserts a record set or rewrites it.
    pub async fn put_record_set(
        &self,
        account: AccountId,
        set: &RecordSet,
    ) -> Result<(), StoreError> {
        let (id, after) = (set.id.0, trace::record_set(set));
        let before = self
            .found(
                "record_set",
                account,
                id,
                rows::record_set,
                trace::record_set,
            )
            .await?;
        self.note(account, "record_set", id, &before, &after)
            .await?;
        let row = rows::record_set_row(account, set)?;
        let sql = "UPDATE record_set SET name = $1, name_key = $2, of_person = $3, types = $4 \
             WHERE account_id = $5 AND id = $6";
        let values: [Value; 6] = [
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            row.of_person.into(),
            row.types.as_str().into(),
            account.0.into(),
            row.id.into(),
        ];
        if self.db().run(sql, values).await? == 0 {
            insert_models::<record_set::Entity>(self.db(), vec![row]).await?;
        }
        Ok(())
    }

    /// Gives another record set to whoever was given this one outright, by whatever source and for
    /// whatever entity type.
    pub async fn move_record_set(
        &self,
        account: AccountId,
        from: RecordSetId,
        to: RecordSetId,
    ) -> Result<(), StoreError> {
        self.tx.lesson.change();
        // Whoever was given both by one source has one row of it afterwards.
        let twins = "DELETE FROM access_grant WHERE account_id = $3 AND dimension = $4 \
             AND value LIKE $5 AND EXISTS (SELECT 1 FROM access_grant twin \
             WHERE twin.person_id = access_grant.person_id AND twin.dimension = $4 \
             AND twin.source = access_grant.source \
             AND twin.value = replace(access_grant.value, $1, $2))";
        let sql = "UPDATE access_grant SET value = replace(value, $1, $2) \
             WHERE account_id = $3 AND dimension = $4 AND value LIKE $5";
        let values: [Value; 5] = [
            format!("={from}").into(),
            format!("={to}").into(),
            account.0.into(),
            Dimension::RecordSet.as_str().into(),
            format!("%={from}").into(),
        ];
        self.db().run(twins, values.clone()).await?;
        self.db().run(sql, values).await.map(drop)
    }

    /// Removes a record set, and every grant of it that is left.
    pub async fn drop_record_set(
        &self,
        account: AccountId,
        id: RecordSetId,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM access_grant \
             WHERE account_id = $1 AND dimension = $2 AND value LIKE $3";
        let values: [Value; 3] = [
            account.0.into(),
            Dimension::RecordSet.as_str().into(),
            format!("%={id}").into(),
        ];
        self.db().run(sql, values).await?;
        let before = self
            .found(
                "record_set",
                account,
                id.0,
                rows::record_set,
                trace::record_set,
            )
            .await?;
        self.note(account, "record_set", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("record_set", account, id.0).await
    }
}
