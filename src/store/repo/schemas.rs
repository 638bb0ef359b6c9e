//! The extension schemas that accounts add, and the values that are held under them.

use crate::db::{Db, count};
use crate::entity::account_schema;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::fold;
use sea_orm::sea_query::Value;
use sea_orm::{FromQueryResult, QueryResult};
use serde_json::{Map, Value as Json};
use std::ops::Deref;
use uuid::Uuid;

/// One extension schema of an account, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSchema {
    /// The resource type that it widens: `User` or `Group`.
    pub resource: String,
    /// Whether every resource of the type must have it (RFC 7643 6).
    pub required: bool,
    /// The schema document (RFC 7643 7); its `id` is the URN.
    pub document: Json,
}

impl StoredSchema {
    /// The URN.
    pub fn urn(&self) -> &str {
        self.document
            .get("id")
            .and_then(Json::as_str)
            .unwrap_or_default()
    }
}

/// What one resource holds under the URN of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldValues {
    /// The resource.
    pub id: Uuid,
    /// The values under the URN as it was written then; more than once only in odd company.
    pub values: Vec<(String, Json)>,
}

/// Reads the extension schemas of an account.
pub struct Schemas<'a> {
    pub(super) db: Db<'a>,
}

impl Reads<'_> {
    /// Reads the extension schemas of an account.
    pub fn schemas(&self) -> Schemas<'_> {
        Schemas { db: self.db() }
    }
}

fn stored(row: &QueryResult) -> Result<StoredSchema, StoreError> {
    let row = account_schema::Model::from_query_result(row, "")?;
    Ok(StoredSchema {
        resource: row.resource,
        required: row.required,
        document: serde_json::from_str(&row.document)?,
    })
}

impl Schemas<'_> {
    /// The schemas of an account, in the order of its file.
    pub async fn of(&self, account: AccountId) -> Result<Vec<StoredSchema>, StoreError> {
        let sql = "SELECT * FROM account_schema WHERE account_id = $1 ORDER BY position";
        let rows = self.db.all(sql, [account.0.into()]).await?;
        rows.iter().map(stored).collect()
    }

    /// The schemas of an account with its catalogue, as its text is kept, in one question.
    pub async fn with_catalogue(
        &self,
        account: AccountId,
    ) -> Result<(Option<String>, Vec<StoredSchema>), StoreError> {
        let sql = "SELECT account.catalogue, s.* FROM account LEFT JOIN account_schema s \
                   ON s.account_id = account.id WHERE account.id = $1 ORDER BY s.position";
        let rows = self.db.all(sql, [account.0.into()]).await?;
        let catalogue = rows.first().map(|row| row.try_get("", "catalogue"));
        let mut schemas = Vec::new();
        for row in &rows {
            let held: Option<String> = row.try_get("", "document")?;
            if held.is_some() {
                schemas.push(stored(row)?);
            }
        }
        Ok((catalogue.transpose()?.flatten(), schemas))
    }

    /// What living resources of a type hold under a URN, in whatever letters, by id: at most `limit`
    /// resources after this id.
    pub async fn held(
        &self,
        account: AccountId,
        schema: &StoredSchema,
        after: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<HeldValues>, StoreError> {
        let table = match schema.resource.as_str() {
            "Group" => "directory_group",
            _ => "person",
        };
        // The profile is JSON text, in which the URN stands as a key.
        let sql = format!(
            "SELECT id, profile FROM {table} WHERE account_id = $1 AND id > $2 \
             AND deleted_at IS NULL AND {} LIKE $3 ESCAPE '!' ORDER BY id LIMIT $4",
            self.db.dialect.ascii_lower("profile")
        );
        let urn = fold(schema.urn());
        let values: [Value; 4] = [
            account.0.into(),
            after.unwrap_or(Uuid::nil()).into(),
            format!("%\"{}\"%", urn.replace('_', "!_")).into(),
            count(limit),
        ];
        let mut held = Vec::new();
        for row in self.db.all(sql, values).await? {
            let profile: String = row.try_get("", "profile")?;
            let profile: Map<String, Json> = serde_json::from_str(&profile)?;
            let values = profile.into_iter().filter(|(name, _)| fold(name) == urn);
            held.push(HeldValues {
                id: row.try_get("", "id")?,
                values: values.collect(),
            });
        }
        Ok(held)
    }
}

/// Reads the extension schemas of an account and changes them.
pub struct WriteSchemas<'a> {
    find: Schemas<'a>,
}

impl Tx {
    /// Reads the extension schemas of an account and changes them.
    pub fn schemas(&self) -> WriteSchemas<'_> {
        WriteSchemas {
            find: Schemas { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteSchemas<'a> {
    type Target = Schemas<'a>;

    fn deref(&self) -> &Schemas<'a> {
        &self.find
    }
}

impl WriteSchemas<'_> {
    /// Who holds a value of an extension's attribute; whether case counts stands beside it.
    pub async fn holder(
        &self,
        account: AccountId,
        path: &str,
        (value, exact): (&str, bool),
    ) -> Result<Option<PersonId>, StoreError> {
        let key = fold(value);
        // The index holds the beginning of a key.
        let head: String = key.chars().take(200).collect();
        let mut sql = "SELECT person_id FROM person_attribute WHERE account_id = $1 AND path = $2 \
             AND substr(key, 1, 200) = $3 AND key = $4"
            .to_owned();
        let mut values: Vec<Value> = vec![account.0.into(), path.into(), head.into(), key.into()];
        if exact {
            sql.push_str(" AND exact = $5");
            values.push(value.into());
        }
        let row = self.find.db.one(sql + " LIMIT 1", values).await?;
        row.map(|row| Ok(PersonId(row.try_get("", "person_id")?)))
            .transpose()
    }

    /// Two people who hold the same value of an extension's attribute; whether case counts stands
    /// beside it.
    pub async fn twins(
        &self,
        account: AccountId,
        path: &str,
        exact: bool,
    ) -> Result<Option<(PersonId, PersonId)>, StoreError> {
        let same = if exact { "AND b.exact = a.exact" } else { "" };
        let sql = format!(
            "SELECT a.person_id AS one, b.person_id AS other FROM person_attribute a \
             JOIN person_attribute b ON b.account_id = a.account_id AND b.path = a.path \
             AND substr(b.key, 1, 200) = substr(a.key, 1, 200) AND b.key = a.key {same} \
             AND b.person_id > a.person_id \
             WHERE a.account_id = $1 AND a.path = $2 AND a.key IS NOT NULL LIMIT 1"
        );
        let row = self.find.db.one(sql, [account.0.into(), path.into()]);
        let Some(row) = row.await? else {
            return Ok(None);
        };
        let one = PersonId(row.try_get("", "one")?);
        Ok(Some((one, PersonId(row.try_get("", "other")?))))
    }

    /// Keeps the account's schemas as they are until this transaction ends; whoever wants to change
    /// them waits.
    pub async fn hold(&self, account: AccountId) -> Result<(), StoreError> {
        let lock = self.find.db.dialect.for_share();
        let sql = format!("SELECT id FROM account WHERE id = $1{lock}");
        self.find.db.one(sql, [account.0.into()]).await.map(drop)
    }

    /// Makes others wait who write a value that must be unique, until this transaction ends.
    pub async fn take_turn(&self, account: AccountId) -> Result<(), StoreError> {
        let lock = self.find.db.lock();
        let sql = format!(
            "SELECT urn_key FROM account_schema WHERE account_id = $1 ORDER BY urn_key{lock}"
        );
        self.find.db.all(sql, [account.0.into()]).await.map(drop)
    }

    /// Makes others wait who change the account's schemas.
    pub async fn lock(&self, account: AccountId) -> Result<(), StoreError> {
        let lock = self.find.db.lock();
        let sql = format!("SELECT id FROM account WHERE id = $1{lock}");
        self.find.db.one(sql, [account.0.into()]).await.map(drop)
    }

    /// Puts these schemas in the place of those that the account has.
    pub async fn put_all(
        &self,
        account: AccountId,
        schemas: &[StoredSchema],
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM account_schema WHERE account_id = $1";
        self.find.db.run(sql, [account.0.into()]).await?;
        let rows = schemas
            .iter()
            .zip(0..)
            .map(|(schema, position)| account_schema::Model {
                account_id: account.0,
                urn_key: fold(schema.urn()),
                position,
                resource: schema.resource.clone(),
                required: schema.required,
                document: schema.document.to_string(),
            });
        insert_models::<account_schema::Entity>(self.find.db, rows.collect()).await
    }
}
