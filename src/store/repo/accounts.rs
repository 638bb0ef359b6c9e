//! Accounts: the tenants.

use crate::db::Db;
use crate::entity::account;
use crate::error::StoreError;
use crate::outbox::Note;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::account::Account;
use muster_model::clock::Timestamp;
use muster_model::ids::AccountId;
use sea_orm::sea_query::Value;
use sea_orm::{FromQueryResult, QueryResult};
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// Finds accounts.
pub struct Accounts<'a> {
    db: Db<'a>,
}

/// Finds accounts and makes new ones.
pub struct WriteAccounts<'a> {
    tx: &'a Tx,
    find: Accounts<'a>,
}

impl Reads<'_> {
    /// Finds accounts.
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { db: self.db() }
    }
}

impl Tx {
    /// Finds accounts and makes new ones.
    pub fn accounts(&self) -> WriteAccounts<'_> {
        WriteAccounts {
            tx: self,
            find: Accounts { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteAccounts<'a> {
    type Target = Accounts<'a>;

    fn deref(&self) -> &Accounts<'a> {
        &self.find
    }
}

impl Accounts<'_> {
    /// The account of this id.
    pub async fn get(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        self.one("SELECT * FROM account WHERE id = $1", id.0).await
    }

    /// The account of this slug.
    pub async fn by_slug(&self, slug: &str) -> Result<Option<Account>, StoreError> {
        self.one("SELECT * FROM account WHERE slug = $1", slug)
            .await
    }

    /// Every account, oldest first.
    pub async fn all(&self) -> Result<Vec<Account>, StoreError> {
        let rows = self.db.all("SELECT * FROM account ORDER BY id", []).await?;
        rows.iter().map(account).collect()
    }

    /// Whether there is any account at all.
    pub async fn any(&self) -> Result<bool, StoreError> {
        let row = self.db.one("SELECT id FROM account LIMIT 1", []).await?;
        Ok(row.is_some())
    }

    /// Whether everybody of some account was last compiled anew before this moment, or never.
    pub async fn is_unevaluated(&self, before: Timestamp) -> Result<bool, StoreError> {
        Ok(self.unevaluated(before).await?.is_some())
    }

    async fn unevaluated(&self, before: Timestamp) -> Result<Option<AccountId>, StoreError> {
        let sql = "SELECT id FROM account WHERE reevaluated_at IS NULL OR reevaluated_at <= $1 \
                   ORDER BY id LIMIT 1";
        let row = self.db.one(sql, [before.0.into()]).await?;
        row.map(|row| Ok(AccountId(row.try_get("", "id")?)))
            .transpose()
    }

    async fn one(&self, sql: &str, value: impl Into<Value>) -> Result<Option<Account>, StoreError> {
        let row = self.db.one(sql, [value.into()]).await?;
        row.as_ref().map(account).transpose()
    }
}

impl WriteAccounts<'_> {
    /// Inserts a new account.
    pub async fn insert(&self, account: &Account) -> Result<(), StoreError> {
        let row = account::Model {
            id: account.id.0,
            slug: account.slug.clone(),
            name: account.name.clone(),
            preset: account.preset.clone(),
            policy_version: account.policy_version,
            nothing_left: None,
            version: account.version,
            created_at: account.created_at.0,
        };
        insert_models::<account::Entity>(self.db, vec![row]).await?;
        let after = json!({"slug": account.slug, "name": account.name, "preset": account.preset});
        let note = Note {
            account: account.id,
            kind: "account",
            subject: account.id.0,
            before: &Json::Null,
            after: &after,
        };
        note.write(self.tx).await
    }

    /// The account of this id, locked.
    pub async fn locked(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let sql = format!("SELECT * FROM account WHERE id = $1{}", self.find.db.lock());
        self.find.one(&sql, id.0).await
    }

    /// Takes an account whose people were last compiled anew before this moment, or never: now they
    /// are. Nothing when there is none, or another process took it.
    pub async fn take_unevaluated(
        &self,
        before: Timestamp,
    ) -> Result<Option<AccountId>, StoreError> {
        let Some(account) = self.find.unevaluated(before).await? else {
            return Ok(None);
        };
        let sql = "UPDATE account SET reevaluated_at = $1 WHERE id = $2 \
                   AND (reevaluated_at IS NULL OR reevaluated_at <= $3)";
        let values = [self.tx.now().0.into(), account.0.into(), before.0.into()];
        let taken = self.find.db.run(sql, values).await? > 0;
        Ok(taken.then_some(account))
    }

    /// Renames an account; its version rises.
    pub async fn rename(&self, before: &Account, name: &str) -> Result<(), StoreError> {
        let sql = "UPDATE account SET name = $2, version = version + 1 WHERE id = $1";
        let values = [before.id.0.into(), name.into()];
        self.find.db.run(sql, values).await?;
        let note = Note {
            account: before.id,
            kind: "account",
            subject: before.id.0,
            before: &json!({"name": before.name}),
            after: &json!({"name": name}),
        };
        note.write(self.tx).await
    }
}

fn account(row: &QueryResult) -> Result<Account, StoreError> {
    let row = account::Model::from_query_result(row, "")?;
    Ok(Account {
        id: AccountId(row.id),
        slug: row.slug,
        name: row.name,
        preset: row.preset,
        policy_version: row.policy_version,
        version: row.version,
        created_at: Timestamp(row.created_at),
    })
}
