//! What an account settles once: what can be allowed, its domains, and what becomes of whom nothing is left.

use super::WritePolicies;
use crate::entity::verified_domain;
use crate::error::StoreError;
use crate::rows::insert_models;
use muster_model::access::{Assigning, Catalogue, NothingLeft};
use muster_model::ids::AccountId;
use serde_json::{Value as Json, json};

impl WritePolicies<'_> {
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
        let sql = "UPDATE account SET nothing_left = $1, version = version + 1 WHERE id = $2";
        let values = [word.into(), account.0.into()];
        self.db().run(sql, values).await.map(drop)
    }

    /// Lays down what is settled about assignments.
    pub async fn set_assigning(
        &self,
        account: AccountId,
        settled: Assigning,
    ) -> Result<(), StoreError> {
        self.tx.lesson.change();
        let held = self.policy(account).await?.assigning;
        let shown =
            |one: Assigning| json!({"assign_when": one.when, "guests_per_record": one.guests});
        self.note(account, "account", account.0, &shown(held), &shown(settled))
            .await?;
        let sql = "UPDATE account SET version = version + 1 WHERE id = $1";
        self.db().run(sql, [account.0.into()]).await?;
        self.begin_assigning(account, settled).await
    }

    /// Writes what a new account starts with; that it was made says it all.
    pub async fn begin_assigning(
        &self,
        account: AccountId,
        settled: Assigning,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE account SET assign_when = $1, guests_per_record = $2 WHERE id = $3";
        let values = [
            settled.when.as_str().into(),
            i64::from(settled.guests).into(),
            account.0.into(),
        ];
        self.db().run(sql, values).await.map(drop)
    }

    /// Lays down what can be allowed.
    pub async fn set_catalogue(
        &self,
        account: AccountId,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let sql = "SELECT catalogue FROM account WHERE id = $1";
        let row = self.db().one(sql, [account.0.into()]).await?;
        let held: Option<String> = row.map_or(Ok(None), |row| row.try_get("", "catalogue"))?;
        let held = held.map(|text| serde_json::from_str(&text)).transpose()?;
        let before = held.unwrap_or(Json::Null);
        let after = serde_json::to_value(catalogue)?;
        self.note(account, "catalogue", account.0, &before, &after)
            .await?;
        let sql = "UPDATE account SET catalogue = $1 WHERE id = $2";
        let values = [after.to_string().into(), account.0.into()];
        self.db().run(sql, values).await.map(drop)
    }

    /// Notes that a domain belongs to the account.
    pub async fn add_domain(&self, account: AccountId, domain: &str) -> Result<(), StoreError> {
        if !self.forget_domain(account, domain).await? {
            let after = json!({"domain": domain});
            self.note(account, "domain", account.0, &Json::Null, &after)
                .await?;
            self.changed(account).await?;
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
            self.changed(account).await?;
        }
        Ok(())
    }

    /// Raises the version of the account: whoever reads its settings sees others.
    async fn changed(&self, account: AccountId) -> Result<(), StoreError> {
        let sql = "UPDATE account SET version = version + 1 WHERE id = $1";
        self.db().run(sql, [account.0.into()]).await.map(drop)
    }

    /// Whether there was such a domain.
    async fn forget_domain(&self, account: AccountId, domain: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM verified_domain WHERE account_id = $1 AND domain = $2";
        let values = [account.0.into(), domain.into()];
        Ok(self.db().run(sql, values).await? > 0)
    }
}
