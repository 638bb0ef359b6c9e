//! The mapping rules of an account.

use super::super::rows;
use super::super::trace;
use super::WritePolicies;
use crate::entity::rule;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::access::Rule;
use muster_model::ids::{AccountId, RuleId};
use serde_json::Value as Json;

impl WritePolicies<'_> {
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

    /// Removes a rule.
    pub async fn drop_rule(&self, account: AccountId, id: RuleId) -> Result<(), StoreError> {
        let before = self
            .found("rule", account, id.0, rows::rule, trace::rule)
            .await?;
        self.note(account, "rule", id.0, &before, &Json::Null)
            .await?;
        self.drop_row("rule", account, id.0).await
    }
}
