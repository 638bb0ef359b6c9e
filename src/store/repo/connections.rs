//! Connections: the identity providers and HR feeds of an account.

use crate::db::Db;
use crate::entity::connection;
use crate::error::StoreError;
use crate::outbox::{self, Told};
use crate::reads::Reads;
use crate::repo::access::rows::ownership;
use crate::rows::insert_models;
use crate::tx::Tx;
use crate::wake::Rings;
use muster_model::clock::Timestamp;
use muster_model::connection::Connection;
use muster_model::event::SubjectKind;
use muster_model::ids::{AccountId, ConnectionId, OAuthClientId, TokenId};
use sea_orm::{FromQueryResult, QueryResult};
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// Finds connections that are not revoked.
pub struct Connections<'a> {
    pub(super) db: Db<'a>,
}

/// Finds connections, locks them, makes and changes them.
pub struct WriteConnections<'a> {
    tx: &'a Tx,
    find: Connections<'a>,
}

impl Reads<'_> {
    /// Finds connections that are not revoked.
    pub fn connections(&self) -> Connections<'_> {
        Connections { db: self.db() }
    }
}

impl Tx {
    /// Finds connections, locks them, makes and changes them.
    pub fn connections(&self) -> WriteConnections<'_> {
        WriteConnections {
            tx: self,
            find: Connections { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteConnections<'a> {
    type Target = Connections<'a>;

    fn deref(&self) -> &Connections<'a> {
        &self.find
    }
}

impl Connections<'_> {
    /// The connection of this id in an account.
    pub async fn get(
        &self,
        account: AccountId,
        id: ConnectionId,
    ) -> Result<Option<Connection>, StoreError> {
        let found = self.of_any_account(id).await?;
        Ok(found.filter(|connection| connection.account == account))
    }

    /// The connection of this id, for somebody with a shell on the server.
    pub async fn of_any_account(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        let sql = format!(
            "SELECT * FROM connection WHERE id = $1 AND revoked_at IS NULL{}",
            self.db.lock_but_keys()
        );
        let row = self.db.one(sql, [id.0.into()]).await?;
        row.as_ref().map(read_connection).transpose()
    }

    /// The connections of an account, oldest first.
    pub async fn list(&self, account: AccountId) -> Result<Vec<Connection>, StoreError> {
        let sql = "SELECT * FROM connection \
                   WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id";
        let rows = self.db.all(sql, [account.0.into()]).await?;
        rows.iter().map(read_connection).collect()
    }
}

impl WriteConnections<'_> {
    /// Inserts a new connection.
    pub async fn insert(&self, connection: &Connection) -> Result<(), StoreError> {
        let row = connection::Model {
            id: connection.id.0,
            account_id: connection.account.0,
            name: connection.name.clone(),
            profile: connection.profile.clone(),
            adopt: connection.adopt,
            privileged: connection.privileged,
            enable_disabled: connection.over_humans,
            ownership: ownership_text(connection)?,
            version: connection.version,
            projection: connection.projection,
            entitlements: connection.entitlements,
            projected_version: None,
            created_at: connection.created_at.0,
            revoked_at: None,
        };
        insert_models::<connection::Entity>(self.db, vec![row]).await?;
        self.audit(connection, Json::Null, switches(connection))
            .await
    }

    /// Rewrites the switches of a connection. What it may give is part of the account's policy, so
    /// everybody's access is compiled anew.
    pub async fn set(
        &self,
        before: &Connection,
        connection: &Connection,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE connection SET profile = $1, adopt = $2, privileged = $3, \
                   enable_disabled = $4, ownership = $5, projection = $6, name = $8, entitlements = $9, \
                   version = version + 1 WHERE id = $7";
        let values = [
            connection.profile.as_str().into(),
            connection.adopt.into(),
            connection.privileged.into(),
            connection.over_humans.into(),
            ownership_text(connection)?.into(),
            connection.projection.into(),
            connection.id.0.into(),
            connection.name.as_str().into(),
            connection.entitlements.into(),
        ];
        self.db.run(sql, values).await?;
        self.tx.lesson.change();
        Rings::remember(&self.tx.rings.jobs);
        let sql = "UPDATE account SET policy_version = policy_version + 1 WHERE id = $1";
        let values = [connection.account.0.into()];
        self.db.run(sql, values).await?;
        self.audit(connection, switches(before), switches(connection))
            .await
    }

    /// Leaves a trace of a new token in the audit trail, or of its end.
    pub async fn note_token(
        &self,
        connection: &Connection,
        id: TokenId,
        ended: bool,
    ) -> Result<(), StoreError> {
        self.note(connection, json!({"token": id}), ended).await
    }

    /// Leaves a trace of a program that may ask for access tokens, or of its end.
    pub async fn note_client(
        &self,
        connection: &Connection,
        client: OAuthClientId,
        ended: bool,
    ) -> Result<(), StoreError> {
        self.note(connection, json!({"oauth_client": client}), ended)
            .await
    }

    async fn note(
        &self,
        connection: &Connection,
        what: Json,
        ended: bool,
    ) -> Result<(), StoreError> {
        let (before, after) = if ended {
            (what, Json::Null)
        } else {
            (Json::Null, what)
        };
        self.audit(connection, before, after).await
    }

    async fn audit(
        &self,
        connection: &Connection,
        before: Json,
        after: Json,
    ) -> Result<(), StoreError> {
        let told = Told {
            account: connection.account,
            kind: SubjectKind::Connection,
            subject: connection.id.0,
            before,
            after,
            shown: None,
            events: Vec::new(),
            letters: Vec::new(),
        };
        outbox::write(self.tx, &[told]).await
    }
}

fn switches(connection: &Connection) -> Json {
    json!({
        "name": connection.name,
        "profile": connection.profile,
        "adopt": connection.adopt,
        "privileged": connection.privileged,
        "enable_disabled": connection.over_humans,
        "owns": connection.ownership,
        "projection": connection.projection,
        "entitlements": connection.entitlements,
    })
}

fn ownership_text(connection: &Connection) -> Result<Option<String>, StoreError> {
    let ownership = &connection.ownership;
    let text = (!ownership.is_empty()).then(|| serde_json::to_string(ownership));
    Ok(text.transpose()?)
}

/// Reads a row that has all columns of the table.
pub(super) fn read_connection(row: &QueryResult) -> Result<Connection, StoreError> {
    let row = connection::Model::from_query_result(row, "")?;
    Ok(Connection {
        id: ConnectionId(row.id),
        account: AccountId(row.account_id),
        name: row.name,
        profile: row.profile,
        adopt: row.adopt,
        privileged: row.privileged,
        over_humans: row.enable_disabled,
        ownership: ownership(row.ownership)?,
        version: row.version,
        projection: row.projection,
        entitlements: row.entitlements,
        created_at: Timestamp(row.created_at),
    })
}
