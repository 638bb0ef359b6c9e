//! Changing the policy, row by row.

use super::{Policies, rows};
use crate::db::Db;
use crate::entity::{fleet_group, role, rule, verified_domain, workspace};
use crate::error::StoreError;
use crate::rows::insert_models;
use crate::tx::Tx;
use crate::wake::Rings;
use muster_model::access::{Dimension, FleetGroup, Role, Rule, Workspace};
use muster_model::ids::{AccountId, FleetGroupId, RoleId, RuleId, WorkspaceId};
use muster_model::people::fold;
use sea_orm::sea_query::Value;
use std::ops::Deref;
use uuid::Uuid;

/// Reads the policy of an account and changes it.
///
/// Whoever changes anything calls [`raise`](Self::raise) first: it locks the policy, so that two
/// changes take turns.
pub struct WritePolicies<'a> {
    tx: &'a Tx,
    find: Policies<'a>,
}

impl Tx {
    /// Reads the policy of an account and changes it.
    pub fn access(&self) -> WritePolicies<'_> {
        WritePolicies {
            tx: self,
            find: Policies { db: self.db() },
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

    /// Inserts a role or rewrites it.
    pub async fn put_role(&self, account: AccountId, role: &Role) -> Result<(), StoreError> {
        let row = rows::role_row(account, role)?;
        let sql = "UPDATE role SET name = $1, name_key = $2, priority = $3, privileged = $4, \
             permissions = $5 WHERE account_id = $6 AND id = $7";
        let values = [
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            row.priority.into(),
            row.privileged.into(),
            row.permissions.as_str().into(),
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
        let id = role.map_or_else(Uuid::nil, |role| role.0);
        let sql = "UPDATE role SET is_default = (id = $1) WHERE account_id = $2";
        let values = [id.into(), account.0.into()];
        self.db().run(sql, values).await.map(drop)
    }

    /// Inserts a workspace or renames it.
    pub async fn put_workspace(
        &self,
        account: AccountId,
        workspace: &Workspace,
    ) -> Result<(), StoreError> {
        let row = workspace::Model {
            id: workspace.id.0,
            account_id: account.0,
            name: workspace.name.clone(),
            name_key: fold(&workspace.name),
        };
        let sql = "UPDATE workspace SET name = $1, name_key = $2 WHERE account_id = $3 AND id = $4";
        let values = [
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            account.0.into(),
            row.id.into(),
        ];
        if self.db().run(sql, values).await? == 0 {
            insert_models::<workspace::Entity>(self.db(), vec![row]).await?;
        }
        Ok(())
    }

    /// Inserts a fleet group, renames it or moves it; its parent must be there.
    pub async fn put_fleet_group(
        &self,
        account: AccountId,
        group: &FleetGroup,
    ) -> Result<(), StoreError> {
        let row = fleet_group::Model {
            id: group.id.0,
            account_id: account.0,
            parent_id: group.parent.map(|parent| parent.0),
            name: group.name.clone(),
            name_key: fold(&group.name),
        };
        let sql = "UPDATE fleet_group SET parent_id = $1, name = $2, name_key = $3 \
             WHERE account_id = $4 AND id = $5";
        let values = [
            row.parent_id.into(),
            row.name.as_str().into(),
            row.name_key.as_str().into(),
            account.0.into(),
            row.id.into(),
        ];
        if self.db().run(sql, values).await? == 0 {
            insert_models::<fleet_group::Entity>(self.db(), vec![row]).await?;
        }
        Ok(())
    }

    /// Inserts a rule or rewrites it.
    pub async fn put_rule(&self, account: AccountId, rule: &Rule) -> Result<(), StoreError> {
        let sql = "DELETE FROM rule WHERE account_id = $1 AND id = $2";
        self.db()
            .run(sql, [account.0.into(), rule.id.0.into()])
            .await?;
        let row = rule::Model {
            id: rule.id.0,
            account_id: account.0,
            name: rule.name.clone(),
            connection_id: rule.connection.map(|connection| connection.0),
            condition: rule.condition.clone(),
            effects: serde_json::to_string(&rule.effects)?,
            priority: rule.priority,
            enabled: rule.enabled,
        };
        insert_models::<rule::Entity>(self.db(), vec![row]).await
    }

    /// Notes that a domain belongs to the account.
    pub async fn add_domain(&self, account: AccountId, domain: &str) -> Result<(), StoreError> {
        self.drop_domain(account, domain).await?;
        let row = verified_domain::Model {
            account_id: account.0,
            domain: domain.to_owned(),
        };
        insert_models::<verified_domain::Entity>(self.db(), vec![row]).await
    }

    /// Forgets that a domain belongs to the account.
    pub async fn drop_domain(&self, account: AccountId, domain: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM verified_domain WHERE account_id = $1 AND domain = $2";
        let values = [account.0.into(), domain.into()];
        self.db().run(sql, values).await.map(drop)
    }

    /// Gives another role to whoever was given this one outright, by whatever source.
    pub async fn move_role(
        &self,
        account: AccountId,
        from: RoleId,
        to: RoleId,
    ) -> Result<(), StoreError> {
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
        self.drop_row("role", account, id.0).await
    }

    /// Removes a workspace, and every grant of it.
    pub async fn drop_workspace(
        &self,
        account: AccountId,
        id: WorkspaceId,
    ) -> Result<(), StoreError> {
        self.drop_grants(account, Dimension::Workspace, id.0)
            .await?;
        self.drop_row("workspace", account, id.0).await
    }

    /// Removes a fleet group, and every grant of it; nothing may be left below it.
    pub async fn drop_fleet_group(
        &self,
        account: AccountId,
        id: FleetGroupId,
    ) -> Result<(), StoreError> {
        self.drop_grants(account, Dimension::FleetGroup, id.0)
            .await?;
        self.drop_row("fleet_group", account, id.0).await
    }

    /// Removes a rule.
    pub async fn drop_rule(&self, account: AccountId, id: RuleId) -> Result<(), StoreError> {
        self.drop_row("rule", account, id.0).await
    }

    async fn drop_grants(
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

    async fn drop_row(&self, table: &str, account: AccountId, id: Uuid) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM {table} WHERE account_id = $1 AND id = $2");
        let values = [account.0.into(), id.into()];
        self.db().run(sql, values).await.map(drop)
    }

    fn db(&self) -> Db<'_> {
        self.find.db
    }
}
