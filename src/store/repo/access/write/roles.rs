//! The roles of an account.

use super::super::rows;
use super::super::trace;
use super::WritePolicies;
use crate::entity::role;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::access::{Dimension, Role};
use muster_model::ids::{AccountId, RoleId};
use sea_orm::sea_query::Value;
use serde_json::{Value as Json, json};
use uuid::Uuid;

impl WritePolicies<'_> {
    /// Inserts a role or rewrites it.
    pub async fn put_role(&self, account: AccountId, role: &Role) -> Result<(), StoreError> {
        let before = self
            .found("role", account, role.id.0, rows::role, trace::role)
            .await?;
        self.note(account, "role", role.id.0, &before, &trace::role(role))
            .await?;
        let row = rows::role_row(account, role)?;
        let sql = "UPDATE role SET name = $1, name_key = $2, priority = $3, privileged = $4, \
             permissions = $5, visibility = $6, records = $7 WHERE account_id = $8 AND id = $9";
        let values = [
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            row.priority.into(),
            row.privileged.into(),
            row.permissions.as_str().into(),
            row.visibility.as_str().into(),
            row.records.clone().into(),
            account.0.into(),
            role.id.0.into(),
        ];
        if self.db().run(sql, values).await? == 0 {
            insert_models::<role::Entity>(self.db(), vec![row]).await?;
        }
        Ok(())
    }

    /// Makes one role, or none, the one of whoever gets none otherwise.
    pub async fn set_default_role(
        &self,
        account: AccountId,
        role: Option<RoleId>,
    ) -> Result<(), StoreError> {
        self.tx.lesson.change();
        let id = role.map_or_else(Uuid::nil, |role| role.0);
        let sql = "SELECT id FROM role WHERE account_id = $1 AND is_default";
        let held = self.db().one(sql, [account.0.into()]).await?;
        let held = held.map(|row| row.try_get::<Uuid>("", "id")).transpose()?;
        let (before, after) = (json!({"default_role": held}), json!({"default_role": role}));
        self.note(account, "account", account.0, &before, &after)
            .await?;
        let sql = "UPDATE role SET is_default = (id = $1) WHERE account_id = $2";
        let values = [id.into(), account.0.into()];
        self.db().run(sql, values).await.map(drop)
    }

    /// Gives another role to whoever was given this one outright, by whatever source.
    pub async fn move_role(
        &self,
        account: AccountId,
        from: RoleId,
        to: RoleId,
    ) -> Result<(), StoreError> {
        self.tx.lesson.change();
        let sql = "UPDATE access_grant SET value = $1 \
             WHERE account_id = $2 AND dimension = $3 AND value = $4";
        let values: [Value; 4] = [
            to.to_string().into(),
            account.0.into(),
            Dimension::Role.as_str().into(),
            from.to_string().into(),
        ];
        self.db().run(sql, values).await.map(drop)
    }

    /// Removes a role, and every grant of it that is left.
    pub async fn drop_role(&self, account: AccountId, id: RoleId) -> Result<(), StoreError> {
        self.drop_grants(account, Dimension::Role, id.0).await?;
        let before = self
            .found("role", account, id.0, rows::role, trace::role)
            .await?;
        self.note(account, "role", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("role", account, id.0).await
    }
}
