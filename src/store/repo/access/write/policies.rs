//! The policy of an account in the hands of whoever changes it.

use super::super::Policies;
use crate::db::Db;
use crate::error::StoreError;
use crate::outbox::Note;
use crate::tx::Tx;
use crate::wake::Rings;
use muster_model::access::Dimension;
use muster_model::ids::AccountId;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use serde_json::Value as Json;
use std::ops::Deref;
use uuid::Uuid;

/// Reads the policy of an account and changes it.
///
/// Whoever changes anything calls [`raise`](Self::raise) first: it locks the policy, so that two
/// changes take turns.
pub struct WritePolicies<'a> {
    pub(super) tx: &'a Tx,
    find: Policies<'a>,
}

impl Tx {
    /// Reads the policy of an account and changes it.
    pub fn access(&self) -> WritePolicies<'_> {
        WritePolicies {
            tx: self,
            find: Policies {
                db: self.db(),
                known: self.policies(),
                lesson: Some(&self.lesson),
            },
        }
    }
}

impl<'a> Deref for WritePolicies<'a> {
    type Target = Policies<'a>;

    fn deref(&self) -> &Policies<'a> {
        &self.find
    }
}

impl WritePolicies<'_> {
    /// Raises the version of the policy, which makes everybody of the account stale.
    pub async fn raise(&self, account: AccountId) -> Result<(), StoreError> {
        let sql = "UPDATE account SET policy_version = policy_version + 1 WHERE id = $1";
        Rings::remember(&self.tx.rings.jobs);
        self.tx.lesson.change();
        self.db().run(sql, [account.0.into()]).await.map(drop)
    }

    /// Keeps the policy to oneself until this transaction ends: who means to change it reads it first.
    pub async fn lock(&self, account: AccountId) -> Result<(), StoreError> {
        let sql = format!("SELECT id FROM account WHERE id = $1{}", self.db().lock());
        self.db().one(sql, [account.0.into()]).await.map(drop)
    }

    /// Keeps the policy as it is until this transaction ends; whoever wants to change it waits.
    pub async fn hold(&self, account: AccountId) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT id FROM account WHERE id = $1{}",
            self.db().dialect.for_share()
        );
        self.db().one(sql, [account.0.into()]).await.map(drop)
    }

    /// The row of this id as the audit trail shows it; null when there is none.
    pub(super) async fn found<T>(
        &self,
        table: &str,
        account: AccountId,
        id: Uuid,
        read: fn(&QueryResult) -> Result<T, StoreError>,
        shown: fn(&T) -> Json,
    ) -> Result<Json, StoreError> {
        let sql = format!("SELECT * FROM {table} WHERE account_id = $1 AND id = $2");
        let values = [account.0.into(), id.into()];
        let row = self.db().one(sql, values).await?;
        let thing = row.as_ref().map(read).transpose()?;
        Ok(thing.as_ref().map_or(Json::Null, shown))
    }

    /// Leaves a row in the audit trail; the policy is another one from here on.
    pub(super) async fn note(
        &self,
        account: AccountId,
        kind: &'static str,
        subject: Uuid,
        before: &Json,
        after: &Json,
    ) -> Result<(), StoreError> {
        self.tx.lesson.change();
        let note = Note {
            account,
            kind,
            subject,
            before,
            after,
        };
        note.write(self.tx).await
    }

    pub(super) async fn drop_grants(
        &self,
        account: AccountId,
        dimension: Dimension,
        id: Uuid,
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM access_grant \
             WHERE account_id = $1 AND dimension = $2 AND value = $3";
        let values: [Value; 3] = [
            account.0.into(),
            dimension.as_str().into(),
            id.to_string().into(),
        ];
        self.db().run(sql, values).await.map(drop)
    }

    pub(super) async fn drop_row(
        &self,
        table: &str,
        account: AccountId,
        id: Uuid,
    ) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM {table} WHERE account_id = $1 AND id = $2");
        let values = [account.0.into(), id.into()];
        self.db().run(sql, values).await.map(drop)
    }

    pub(super) fn db(&self) -> Db<'_> {
        self.find.db
    }
}
