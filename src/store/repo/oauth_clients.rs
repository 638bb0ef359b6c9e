//! Programs that ask for access tokens of a connection. Only the hashes of their secrets are kept.

use super::connections::read_connection;
use crate::db::Db;
use crate::entity::oauth_client;
use crate::error::StoreError;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::connection::Connection;
use muster_model::ids::{ConnectionId, OAuthClientId, PersonId};
use muster_model::oauth::{Lifetime, OAuthClient};
use sea_orm::{FromQueryResult, QueryResult};
use std::ops::Deref;

/// Finds clients that are not revoked.
pub struct OAuthClients<'a> {
    db: Db<'a>,
}

/// Finds clients, makes them and revokes them.
pub struct WriteOAuthClients<'a> {
    find: OAuthClients<'a>,
}

impl Reads<'_> {
    /// Finds clients that are not revoked.
    pub fn oauth_clients(&self) -> OAuthClients<'_> {
        OAuthClients { db: self.db() }
    }
}

impl Tx {
    /// Finds clients, makes them and revokes them.
    pub fn oauth_clients(&self) -> WriteOAuthClients<'_> {
        WriteOAuthClients {
            find: OAuthClients { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteOAuthClients<'a> {
    type Target = OAuthClients<'a>;

    fn deref(&self) -> &OAuthClients<'a> {
        &self.find
    }
}

impl OAuthClients<'_> {
    /// The client that has the secret of this hash.
    pub async fn by_hash(&self, hash: &str) -> Result<Option<OAuthClient>, StoreError> {
        let sql = "SELECT * FROM oauth_client WHERE hash = $1 AND revoked_at IS NULL";
        let row = self.db.one(sql, [hash.into()]).await?;
        row.as_ref().map(read).transpose()
    }

    /// The client of this id.
    pub async fn get(&self, id: OAuthClientId) -> Result<Option<OAuthClient>, StoreError> {
        let sql = format!(
            "SELECT * FROM oauth_client WHERE id = $1 AND revoked_at IS NULL{}",
            self.db.lock()
        );
        let row = self.db.one(sql, [id.0.into()]).await?;
        row.as_ref().map(read).transpose()
    }

    /// The connection that the access tokens of a client open: neither of them may be revoked.
    pub async fn connection(&self, client: &OAuthClient) -> Result<Option<Connection>, StoreError> {
        let sql = "SELECT connection.* FROM connection JOIN oauth_client \
                   ON oauth_client.connection_id = connection.id WHERE oauth_client.id = $1 \
                   AND oauth_client.revoked_at IS NULL AND connection.revoked_at IS NULL";
        let row = self.db.one(sql, [client.id.0.into()]).await?;
        row.as_ref().map(read_connection).transpose()
    }

    /// The clients of a connection, oldest first.
    pub async fn of_connection(&self, id: ConnectionId) -> Result<Vec<OAuthClient>, StoreError> {
        let sql = "SELECT * FROM oauth_client \
                   WHERE connection_id = $1 AND revoked_at IS NULL ORDER BY id";
        let rows = self.db.all(sql, [id.0.into()]).await?;
        rows.iter().map(read).collect()
    }
}

impl WriteOAuthClients<'_> {
    /// Inserts a new client.
    pub async fn insert(&self, client: &OAuthClient) -> Result<(), StoreError> {
        let row = oauth_client::Model {
            id: client.id.0,
            connection_id: client.connection.0,
            hash: client.hash.clone(),
            lifetime: client.lifetime.minutes().into(),
            person_id: client.person.map(|id| id.0),
            created_at: client.created_at.0,
            last_used_at: None,
            revoked_at: None,
        };
        insert_models::<oauth_client::Entity>(self.db, vec![row]).await
    }

    /// Takes a client back: its secret and its access tokens open nothing any more.
    pub async fn revoke(&self, id: OAuthClientId, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE oauth_client SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        self.db.run(sql, [id.0.into(), at.0.into()]).await.map(drop)
    }
}

fn read(row: &QueryResult) -> Result<OAuthClient, StoreError> {
    let row = oauth_client::Model::from_query_result(row, "")?;
    let minutes = u16::try_from(row.lifetime).map_err(StoreError::bug)?;
    Ok(OAuthClient {
        id: OAuthClientId(row.id),
        connection: ConnectionId(row.connection_id),
        hash: row.hash,
        lifetime: Lifetime::of_minutes(minutes).map_err(StoreError::bug)?,
        person: row.person_id.map(PersonId),
        created_at: Timestamp(row.created_at),
    })
}
