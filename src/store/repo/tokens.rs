//! Bearer tokens: of connections and of the admin API. Only their hashes are kept.

use super::connections::read_connection;
use crate::db::{Db, list};
use crate::entity::{api_token, connection_token};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::connection::{Connection, Token, TokenRole};
use muster_model::ids::{AccountId, ConnectionId, TokenId};
use sea_orm::FromQueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// A token of the admin API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// The token.
    pub token: Token,
    /// Whose people it reaches.
    pub account: AccountId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub role: TokenRole,
}

/// Finds tokens by their hash.
pub struct Tokens<'a> {
    db: Db<'a>,
}

/// Makes tokens and ends them.
pub struct WriteTokens<'a> {
    db: Db<'a>,
}

impl Reads<'_> {
    /// Finds tokens by their hash.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { db: self.db() }
    }
}

impl Tx {
    /// Makes tokens and ends them.
    pub fn tokens(&self) -> WriteTokens<'_> {
        WriteTokens { db: self.db() }
    }
}

impl Tokens<'_> {
    /// The connection that a token opens at this time.
    pub async fn connection(
        &self,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<(Token, Connection)>, StoreError> {
        let sql = "SELECT * FROM connection_token WHERE hash = $1 AND revoked_at IS NULL \
                   AND (expires_at IS NULL OR expires_at > $2)";
        let Some(row) = self.db.one(sql, [hash.into(), now.0.into()]).await? else {
            return Ok(None);
        };
        let token = connection_token::Model::from_query_result(&row, "")?;
        let sql = "SELECT * FROM connection WHERE id = $1 AND revoked_at IS NULL";
        let row = self.db.one(sql, [token.connection_id.into()]).await?;
        let connection = row.as_ref().map(read_connection).transpose()?;
        Ok(connection.map(|connection| (read_token(token), connection)))
    }

    /// The token of the admin API that works at this time.
    pub async fn api(&self, hash: &str, now: Timestamp) -> Result<Option<ApiToken>, StoreError> {
        let sql = "SELECT * FROM api_token WHERE hash = $1 AND revoked_at IS NULL \
                   AND (expires_at IS NULL OR expires_at > $2)";
        let row = self.db.one(sql, [hash.into(), now.0.into()]).await?;
        row.map(|row| {
            let row = api_token::Model::from_query_result(&row, "")?;
            Ok(ApiToken {
                role: TokenRole::parse(&row.role)
                    .ok_or_else(|| StoreError::bug("a token has a role that is not known"))?,
                token: Token {
                    id: TokenId(row.id),
                    hash: row.hash,
                    created_at: Timestamp(row.created_at),
                    expires_at: row.expires_at.map(Timestamp),
                    revoked_at: row.revoked_at.map(Timestamp),
                },
                account: AccountId(row.account_id),
                name: row.name,
            })
        })
        .transpose()
    }

    /// The tokens of a connection that are not taken back, newest first.
    pub async fn of_connection(&self, id: ConnectionId) -> Result<Vec<Token>, StoreError> {
        let sql = "SELECT * FROM connection_token \
                   WHERE connection_id = $1 AND revoked_at IS NULL ORDER BY id DESC";
        let rows = self.db.all(sql, [id.0.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(read_token(connection_token::Model::from_query_result(
                    row, "",
                )?))
            })
            .collect()
    }
}

impl WriteTokens<'_> {
    /// Inserts a token of a connection.
    pub async fn add(&self, connection: ConnectionId, token: &Token) -> Result<(), StoreError> {
        let row = connection_token::Model {
            id: token.id.0,
            connection_id: connection.0,
            hash: token.hash.clone(),
            created_at: token.created_at.0,
            expires_at: token.expires_at.map(|at| at.0),
            last_used_at: None,
            revoked_at: None,
            warned: None,
        };
        insert_models::<connection_token::Entity>(self.db, vec![row]).await
    }

    /// Lets the tokens of a connection that work now end at this time, if not sooner.
    pub async fn end_at(
        &self,
        connection: ConnectionId,
        now: Timestamp,
        end: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = "UPDATE connection_token SET expires_at = CASE \
                   WHEN expires_at IS NULL OR expires_at > $1 THEN $1 ELSE expires_at END \
                   WHERE connection_id = $2 AND revoked_at IS NULL \
                   AND (expires_at IS NULL OR expires_at > $3)";
        let values = [end.0.into(), connection.0.into(), now.0.into()];
        self.db.run(sql, values).await
    }

    /// Inserts a token of the admin API.
    pub async fn add_api(&self, api: &ApiToken) -> Result<(), StoreError> {
        let row = api_token::Model {
            id: api.token.id.0,
            account_id: api.account.0,
            name: api.name.clone(),
            role: api.role.as_str().to_owned(),
            hash: api.token.hash.clone(),
            created_at: api.token.created_at.0,
            expires_at: api.token.expires_at.map(|at| at.0),
            last_used_at: None,
            revoked_at: None,
        };
        insert_models::<api_token::Entity>(self.db, vec![row]).await
    }

    /// Notes that these tokens, of whatever kind, were used until this time; of an access token it
    /// is the client that is noted.
    pub async fn used(&self, ids: &[TokenId], at: Timestamp) -> Result<(), StoreError> {
        for table in ["connection_token", "api_token", "oauth_client"] {
            let mut values: Vec<Value> = vec![at.0.into()];
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            let ids = list(&mut values, ids);
            let sql = format!("UPDATE {table} SET last_used_at = $1 WHERE id IN {ids}");
            self.db.run(sql, values).await?;
        }
        Ok(())
    }
}

fn read_token(row: connection_token::Model) -> Token {
    Token {
        id: TokenId(row.id),
        hash: row.hash,
        created_at: Timestamp(row.created_at),
        expires_at: row.expires_at.map(Timestamp),
        revoked_at: row.revoked_at.map(Timestamp),
    }
}
