//! The signing keys of the deployment: the same for all of its processes.

use crate::db::Db;
use crate::entity::signing_key;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::oauth::SigningKey;
use sea_orm::{FromQueryResult, QueryResult};
use uuid::Uuid;

/// Finds signing keys.
pub struct SigningKeys<'a> {
    db: Db<'a>,
}

/// Adds signing keys and forgets them.
pub struct WriteSigningKeys<'a> {
    db: Db<'a>,
}

impl Reads<'_> {
    /// Finds signing keys.
    pub fn signing_keys(&self) -> SigningKeys<'_> {
        SigningKeys { db: self.db() }
    }
}

impl Tx {
    /// Adds signing keys and forgets them.
    pub fn signing_keys(&self) -> WriteSigningKeys<'_> {
        WriteSigningKeys { db: self.db() }
    }
}

impl SigningKeys<'_> {
    /// All keys, oldest first: a handful.
    pub async fn all(&self) -> Result<Vec<SigningKey>, StoreError> {
        let sql = "SELECT * FROM signing_key ORDER BY number";
        let rows = self.db.all(sql, []).await?;
        rows.iter().map(read).collect()
    }

    /// The key of this id.
    pub async fn get(&self, id: Uuid) -> Result<Option<SigningKey>, StoreError> {
        let sql = "SELECT * FROM signing_key WHERE id = $1";
        let row = self.db.one(sql, [id.into()]).await?;
        row.as_ref().map(read).transpose()
    }
}

impl WriteSigningKeys<'_> {
    /// Adds a key. Its number is a conflict when another process was faster.
    pub async fn add(&self, key: &SigningKey) -> Result<(), StoreError> {
        let row = signing_key::Model {
            number: key.number,
            id: key.id,
            public: key.public.clone(),
            sealed: key.sealed.clone(),
            created_at: key.created_at.0,
            signs_from: key.signs_from.0,
        };
        insert_models::<signing_key::Entity>(self.db, vec![row]).await
    }

    /// Forgets a key for good, also its secret half.
    pub async fn forget(&self, id: Uuid) -> Result<(), StoreError> {
        let sql = "DELETE FROM signing_key WHERE id = $1";
        self.db.run(sql, [id.into()]).await.map(drop)
    }
}

fn read(row: &QueryResult) -> Result<SigningKey, StoreError> {
    let row = signing_key::Model::from_query_result(row, "")?;
    Ok(SigningKey {
        id: row.id,
        number: row.number,
        public: row.public,
        sealed: row.sealed,
        created_at: Timestamp(row.created_at),
        signs_from: Timestamp(row.signs_from),
    })
}
