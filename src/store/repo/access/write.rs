//! Changing the policy, row by row.

use super::{Policies, rows, trace};
use crate::db::Db;
use crate::entity::{fleet_group, role, rule, verified_domain, workspace};
use crate::error::StoreError;
use crate::outbox::Note;
use crate::rows::insert_models;
use crate::tx::Tx;
use crate::wake::Rings;
use muster_model::access::{Dimension, FleetGroup, NothingLeft, Role, Rule, Workspace};
use muster_model::ids::{AccountId, FleetGroupId, RoleId, RuleId, WorkspaceId};
use muster_model::people::fold;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use serde_json::{Value as Json, json};
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

    /// Inserts a role or rewrites it.
    pub async fn put_role(&self, account: AccountId, role: &Role) -> Result<(), StoreError> {
        let before = self
            .found("role", account, role.id.0, rows::role, trace::role)
            .await?;
        self.note(account, "role", role.id.0, &before, &trace::role(role))
            .await?;
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

    /// Lays down what becomes of whom nothing is given any more.
    pub async fn set_nothing_left(
        &self,
        account: AccountId,
        choice: Option<NothingLeft>,
    ) -> Result<(), StoreError> {
        self.tx.lesson.change();
        let word = choice.map(NothingLeft::as_str);
        let sql = "SELECT nothing_left FROM account WHERE id = $1";
        let row = self.db().one(sql, [account.0.into()]).await?;
        let held: Option<String> = row.map_or(Ok(None), |row| row.try_get("", "nothing_left"))?;
        let (before, after) = (json!({"nothing_left": held}), json!({"nothing_left": word}));
        self.note(account, "account", account.0, &before, &after)
            .await?;
        let sql = "UPDATE account SET nothing_left = $1 WHERE id = $2";
        let values = [word.into(), account.0.into()];
        self.db().run(sql, values).await.map(drop)
    }

    /// Inserts a workspace or renames it.
    pub async fn put_workspace(
        &self,
        account: AccountId,
        workspace: &Workspace,
    ) -> Result<(), StoreError> {
        let (id, after) = (workspace.id.0, trace::workspace(workspace));
        let before = self
            .found("workspace", account, id, rows::workspace, trace::workspace)
            .await?;
        self.note(account, "workspace", id, &before, &after).await?;
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
        let (id, after) = (group.id.0, trace::fleet_group(group));
        let before = self
            .found(
                "fleet_group",
                account,
                id,
                rows::fleet_group,
                trace::fleet_group,
            )
            .await?;
        self.note(account, "fleet_group", id, &before, &after)
            .await?;
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
        let before = self
            .found("rule", account, rule.id.0, rows::rule, trace::rule)
            .await?;
        self.note(account, "rule", rule.id.0, &before, &trace::rule(rule))
            .await?;
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
        if !self.forget_domain(account, domain).await? {
            let after = json!({"domain": domain});
            self.note(account, "domain", account.0, &Json::Null, &after)
                .await?;
        }
        let row = verified_domain::Model {
            account_id: account.0,
            domain: domain.to_owned(),
        };
        insert_models::<verified_domain::Entity>(self.db(), vec![row]).await
    }

    /// Forgets that a domain belongs to the account.
    pub async fn drop_domain(&self, account: AccountId, domain: &str) -> Result<(), StoreError> {
        if self.forget_domain(account, domain).await? {
            let before = json!({"domain": domain});
            self.note(account, "domain", account.0, &before, &Json::Null)
                .await?;
        }
        Ok(())
    }

    /// Whether there was such a domain.
    async fn forget_domain(&self, account: AccountId, domain: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM verified_domain WHERE account_id = $1 AND domain = $2";
        let values = [account.0.into(), domain.into()];
        Ok(self.db().run(sql, values).await? > 0)
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

    /// Removes a workspace, and every grant of it.
    pub async fn drop_workspace(
        &self,
        account: AccountId,
        id: WorkspaceId,
    ) -> Result<(), StoreError> {
        self.drop_grants(account, Dimension::Workspace, id.0)
            .await?;
        let before = self
            .found(
                "workspace",
                account,
                id.0,
                rows::workspace,
                trace::workspace,
            )
            .await?;
        self.note(account, "workspace", id.0, &before, &Json::Null)
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
        let before = self
            .found(
                "fleet_group",
                account,
                id.0,
                rows::fleet_group,
                trace::fleet_group,
            )
            .await?;
        self.note(account, "fleet_group", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("fleet_group", account, id.0).await
    }

    /// Removes a rule.
    pub async fn drop_rule(&self, account: AccountId, id: RuleId) -> Result<(), StoreError> {
        let before = self
            .found("rule", account, id.0, rows::rule, trace::rule)
            .await?;
        self.note(account, "rule", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("rule", account, id.0).await
    }

    /// The row of this id as the audit trail shows it; null when there is none.
    async fn found<T>(
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
    async fn note(
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
