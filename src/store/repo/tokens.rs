//! Bearer tokens: of connections and of the admin API. Only their hashes are kept.

use super::connections::read_connection;
use crate::db::{Db, list};
use crate::entity::{api_token, connection_token};
use crate::error::StoreError;
use crate::outbox::Note;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::connection::{Connection, Token, TokenRole};
use muster_model::expiry::Ending;
use muster_model::ids::{AccountId, ConnectionId, TokenId};
use sea_orm::sea_query::Value;
use sea_orm::{FromQueryResult, QueryResult};
use serde_json::{Value as Json, json};
use std::ops::Deref;
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
    /// When it was used last, within a minute or so.
    pub last_used_at: Option<Timestamp>,
}

/// Finds tokens by their hash.
pub struct Tokens<'a> {
    db: Db<'a>,
}

/// Finds tokens, makes them and ends them.
pub struct WriteTokens<'a> {
    tx: &'a Tx,
    find: Tokens<'a>,
}

impl Reads<'_> {
    /// Finds tokens by their hash.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens { db: self.db() }
    }
}

impl Tx {
    /// Finds tokens, makes them and ends them.
    pub fn tokens(&self) -> WriteTokens<'_> {
        WriteTokens {
            tx: self,
            find: Tokens { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteTokens<'a> {
    type Target = Tokens<'a>;

    fn deref(&self) -> &Tokens<'a> {
        &self.find
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
        row.as_ref().map(read_api).transpose()
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

impl Tokens<'_> {
    /// The tokens of an account's admin API that are not taken back, oldest first.
    pub async fn of_account(&self, account: AccountId) -> Result<Vec<ApiToken>, StoreError> {
        let sql = "SELECT * FROM api_token \
                   WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id";
        let rows = self.db.all(sql, [account.0.into()]).await?;
        rows.iter().map(read_api).collect()
    }

    /// The tokens of connections that end between these times, soonest first.
    pub async fn ending(
        &self,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Ending>, StoreError> {
        let sql = "SELECT old.*, (SELECT MIN(new.created_at) FROM connection_token new \
                   WHERE new.connection_id = old.connection_id AND new.revoked_at IS NULL \
                   AND (new.expires_at IS NULL OR new.expires_at > old.expires_at)) \
                   AS superseded_at FROM connection_token old \
                   JOIN connection ON connection.id = old.connection_id \
                   WHERE old.revoked_at IS NULL AND connection.revoked_at IS NULL \
                   AND old.expires_at > $1 AND old.expires_at <= $2 \
                   ORDER BY old.expires_at, old.id";
        let rows = self.db.all(sql, [after.0.into(), until.0.into()]).await?;
        rows.iter()
            .map(|row| {
                let superseded_at: Option<i64> = row.try_get("", "superseded_at")?;
                let row = connection_token::Model::from_query_result(row, "")?;
                Ok(Ending {
                    warned: row.warned,
                    last_used_at: row.last_used_at.map(Timestamp),
                    superseded_at: superseded_at.map(Timestamp),
                    token: read_token(row),
                })
            })
            .collect()
    }
}

impl WriteTokens<'_> {
    /// Notes that a token was warned of so many days before its end; answers whether this is news,
    /// and the token is still as it was read.
    pub async fn warn(&self, token: &Token, days: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE connection_token SET warned = $2 WHERE id = $1 \
                   AND revoked_at IS NULL AND expires_at = $3 \
                   AND (warned IS NULL OR warned > $2)";
        let end = token.expires_at.map(|at| at.0);
        let values = [token.id.0.into(), days.into(), end.into()];
        Ok(self.find.db.run(sql, values).await? > 0)
    }

    /// The connection of a token.
    pub async fn connection_of(&self, token: TokenId) -> Result<Option<Connection>, StoreError> {
        let sql = "SELECT connection.* FROM connection JOIN connection_token \
                   ON connection_token.connection_id = connection.id \
                   WHERE connection_token.id = $1 AND connection.revoked_at IS NULL";
        let row = self.find.db.one(sql, [token.0.into()]).await?;
        row.as_ref().map(read_connection).transpose()
    }

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
        insert_models::<connection_token::Entity>(self.find.db, vec![row]).await
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
        self.find.db.run(sql, values).await
    }

    /// Takes back the tokens of a connection that work now, or only this one of them; answers which.
    pub async fn revoke(
        &self,
        connection: ConnectionId,
        only: Option<TokenId>,
        now: Timestamp,
    ) -> Result<Vec<TokenId>, StoreError> {
        let mut values: Vec<Value> = vec![now.0.into(), connection.0.into()];
        let mut sql = "UPDATE connection_token SET revoked_at = $1 \
                       WHERE connection_id = $2 AND revoked_at IS NULL \
                       AND (expires_at IS NULL OR expires_at > $1)"
            .to_owned();
        if let Some(only) = only {
            values.push(only.0.into());
            sql.push_str(" AND id = $3");
        }
        sql.push_str(" RETURNING id");
        let rows = self.find.db.all(sql, values).await?;
        let mut ids = Vec::with_capacity(rows.len());
        for row in &rows {
            ids.push(TokenId(row.try_get("", "id")?));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// What a token of the admin API may do, unless it is taken back.
    pub async fn api_role(
        &self,
        account: AccountId,
        id: TokenId,
    ) -> Result<Option<TokenRole>, StoreError> {
        let sql = "SELECT role FROM api_token \
                   WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL";
        let row = self
            .find
            .db
            .one(sql, [account.0.into(), id.0.into()])
            .await?;
        row.map(|row| {
            let role: String = row.try_get("", "role")?;
            TokenRole::parse(&role)
                .ok_or_else(|| StoreError::bug("a token has a role that is not known"))
        })
        .transpose()
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
        insert_models::<api_token::Entity>(self.find.db, vec![row]).await?;
        let end = api.token.expires_at.map(Timestamp::rfc3339);
        let after = json!({"name": api.name, "role": api.role.as_str(), "expires_at": end});
        let note = Note {
            account: api.account,
            kind: "api_token",
            subject: api.token.id.0,
            before: &Json::Null,
            after: &after,
        };
        note.write(self.tx).await
    }

    /// Takes back a token of the admin API; `false` when the account has no such token that works.
    pub async fn revoke_api(
        &self,
        account: AccountId,
        id: TokenId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE api_token SET revoked_at = $3 \
                   WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL";
        let values = [account.0.into(), id.0.into(), now.0.into()];
        if self.find.db.run(sql, values).await? == 0 {
            return Ok(false);
        }
        let note = Note {
            account,
            kind: "api_token",
            subject: id.0,
            before: &json!({"token": id}),
            after: &Json::Null,
        };
        note.write(self.tx).await.map(|()| true)
    }

    /// Notes that these tokens, of whatever kind, were used until this time; of an access token it
    /// is the client that is noted.
    pub async fn used(&self, ids: &[TokenId], at: Timestamp) -> Result<(), StoreError> {
        for table in ["connection_token", "api_token", "oauth_client"] {
            let mut values: Vec<Value> = vec![at.0.into()];
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            let ids = list(&mut values, ids);
            let sql = format!("UPDATE {table} SET last_used_at = $1 WHERE id IN {ids}");
            self.find.db.run(sql, values).await?;
        }
        Ok(())
    }
}

fn read_api(row: &QueryResult) -> Result<ApiToken, StoreError> {
    let row = api_token::Model::from_query_result(row, "")?;
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
        last_used_at: row.last_used_at.map(Timestamp),
    })
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
