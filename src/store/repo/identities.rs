//! Identities: the credentials behind sign-in addresses, in the deployment as a whole.

use crate::db::Db;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::ids::IdentityId;
use muster_model::people::{Address, fold};
use sea_orm::QueryResult;
use std::ops::Deref;

/// The credentials behind one sign-in address.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// The address.
    pub address: Address,
    /// The user name.
    pub username: String,
    /// The hash of the password, as a PHC string.
    pub password_hash: String,
    /// Since when it exists.
    pub created_at: Timestamp,
}

/// Finds identities. In a transaction, a finder locks the row.
pub struct Identities<'a> {
    db: Db<'a>,
}

/// Finds identities, makes and moves them.
pub struct WriteIdentities<'a> {
    find: Identities<'a>,
}

impl Reads<'_> {
    /// Finds identities.
    pub fn identities(&self) -> Identities<'_> {
        Identities { db: self.db() }
    }
}

impl Tx {
    /// Finds identities, makes and moves them.
    pub fn identities(&self) -> WriteIdentities<'_> {
        WriteIdentities {
            find: Identities { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteIdentities<'a> {
    type Target = Identities<'a>;

    fn deref(&self) -> &Identities<'a> {
        &self.find
    }
}

impl Identities<'_> {
    /// The identity of this folded address.
    pub async fn by_address(&self, key: &str) -> Result<Option<Identity>, StoreError> {
        self.one("address_key", key).await
    }

    /// The identity of this folded user name.
    pub async fn by_username(&self, key: &str) -> Result<Option<Identity>, StoreError> {
        self.one("username_key", key).await
    }

    /// How many living people, of whatever account, sign in with it.
    pub async fn people(&self, id: IdentityId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS n FROM person WHERE identity_id = $1 AND deleted_at IS NULL";
        let row = self.db.one(sql, [id.0.into()]).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(n.unsigned_abs())
    }

    async fn one(&self, column: &str, key: &str) -> Result<Option<Identity>, StoreError> {
        let lock = self.db.lock();
        let sql = format!("SELECT * FROM identity WHERE {column} = $1{lock}");
        let row = self.db.one(sql, [key.into()]).await?;
        row.as_ref().map(identity).transpose()
    }
}

impl WriteIdentities<'_> {
    /// Makes an identity; its address and its user name are unique in the deployment.
    pub async fn insert(&self, identity: Identity) -> Result<(), StoreError> {
        let sql = "INSERT INTO identity \
             (id, address, address_key, username, username_key, password_hash, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            identity.id.0.into(),
            identity.address.as_str().into(),
            identity.address.key().into(),
            identity.username.as_str().into(),
            fold(&identity.username).into(),
            identity.password_hash.into(),
            identity.created_at.0.into(),
        ];
        self.find.db.run(sql, values).await.map(drop)
    }

    /// Moves an identity to another address.
    pub async fn set_address(&self, id: IdentityId, to: &Address) -> Result<(), StoreError> {
        let sql = "UPDATE identity SET address = $2, address_key = $3 WHERE id = $1";
        let values = [id.0.into(), to.as_str().into(), to.key().into()];
        self.find.db.run(sql, values).await.map(drop)
    }
}

fn identity(row: &QueryResult) -> Result<Identity, StoreError> {
    let address: String = row.try_get("", "address")?;
    Ok(Identity {
        id: IdentityId(row.try_get("", "id")?),
        address: Address::parse(&address).map_err(StoreError::bug)?,
        username: row.try_get("", "username")?,
        password_hash: row.try_get("", "password_hash")?,
        created_at: Timestamp(row.try_get("", "created_at")?),
    })
}
