//! Webhook endpoints: who hears what, and with which secrets.

use crate::db::{Db, list};
use crate::entity::{endpoint, endpoint_secret};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::rows::insert_models;
use crate::tx::Tx;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::{Endpoint, EndpointState, EventFilter, MessageFormat};
use sea_orm::sea_query::Value;
use sea_orm::{FromQueryResult, QueryResult};
use std::ops::Deref;
use uuid::Uuid;

/// Finds endpoints. In a transaction, a finder of one endpoint locks its row.
pub struct Endpoints<'a> {
    db: Db<'a>,
}

/// Finds and changes endpoints.
pub struct WriteEndpoints<'a> {
    find: Endpoints<'a>,
}

/// One signing secret of an endpoint, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointSecret {
    /// Its id, for which it is sealed.
    pub id: Uuid,
    /// The sealed secret.
    pub sealed: String,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Until when it signs; `None` for ever.
    pub expires_at: Option<Timestamp>,
}

impl Reads<'_> {
    /// Finds endpoints.
    pub fn endpoints(&self) -> Endpoints<'_> {
        Endpoints { db: self.db() }
    }
}

impl Tx {
    /// Finds and changes endpoints.
    pub fn endpoints(&self) -> WriteEndpoints<'_> {
        WriteEndpoints {
            find: Endpoints { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteEndpoints<'a> {
    type Target = Endpoints<'a>;

    fn deref(&self) -> &Endpoints<'a> {
        &self.find
    }
}

impl Endpoints<'_> {
    /// The endpoint of this id.
    pub async fn get(
        &self,
        account: AccountId,
        id: EndpointId,
    ) -> Result<Option<Endpoint>, StoreError> {
        let found = self.of_any_account(id).await?;
        Ok(found.filter(|endpoint| endpoint.account == account))
    }

    /// The endpoint of this id, whosever it is: for the command line and the workers.
    pub async fn of_any_account(&self, id: EndpointId) -> Result<Option<Endpoint>, StoreError> {
        let sql = format!("SELECT * FROM endpoint WHERE id = $1{}", self.db.lock());
        let row = self.db.one(sql, [id.0.into()]).await?;
        row.as_ref().map(endpoint).transpose()
    }

    /// The endpoints of an account, by id.
    pub async fn list(&self, account: AccountId) -> Result<Vec<Endpoint>, StoreError> {
        let sql = "SELECT * FROM endpoint WHERE account_id = $1 ORDER BY id";
        let rows = self.db.all(sql, [account.0.into()]).await?;
        rows.iter().map(endpoint).collect()
    }

    /// The endpoints of these ids, by id, whosever they are: for the workers.
    pub async fn get_many(&self, ids: &[EndpointId]) -> Result<Vec<Endpoint>, StoreError> {
        let mut values = Vec::new();
        let ids = list(&mut values, ids.iter().map(|id| id.0));
        let sql = format!("SELECT * FROM endpoint WHERE id IN {ids} ORDER BY id");
        let rows = self.db.all(sql, values).await?;
        rows.iter().map(endpoint).collect()
    }

    /// The secrets that an endpoint's messages are signed with now, newest first.
    pub async fn secrets(
        &self,
        id: EndpointId,
        now: Timestamp,
    ) -> Result<Vec<EndpointSecret>, StoreError> {
        let sql = "SELECT * FROM endpoint_secret WHERE endpoint_id = $1 \
             AND (expires_at IS NULL OR expires_at > $2) ORDER BY created_at DESC, id DESC";
        let rows = self.db.all(sql, [id.0.into(), now.0.into()]).await?;
        rows.iter().map(secret).collect()
    }
}

impl WriteEndpoints<'_> {
    /// Keeps a new endpoint; its first secret is added beside it.
    pub async fn insert(&self, endpoint: &Endpoint) -> Result<(), StoreError> {
        insert_models::<endpoint::Entity>(self.db, vec![row(endpoint)]).await
    }

    /// Keeps what became of an endpoint.
    pub async fn set(&self, endpoint: &Endpoint) -> Result<(), StoreError> {
        let sql = "UPDATE endpoint SET url = $2, events = $3, state = $4, paused_until = $5, \
             failing_since = $6, version = $7 WHERE id = $1";
        let row = row(endpoint);
        let values: [Value; 7] = [
            row.id.into(),
            row.url.into(),
            row.events.into(),
            row.state.into(),
            row.paused_until.into(),
            row.failing_since.into(),
            row.version.into(),
        ];
        self.db.run(sql, values).await.map(drop)
    }

    /// Removes an endpoint with its secrets. What still waited for it is called off; what was tried
    /// stays in the record until its time is over.
    pub async fn remove(&self, id: EndpointId) -> Result<(), StoreError> {
        for sql in [
            "UPDATE delivery SET state = 'cancelled', claim_id = NULL, lease_until = NULL \
             WHERE endpoint_id = $1 AND state IN ('ready', 'leased')",
            "DELETE FROM endpoint_secret WHERE endpoint_id = $1",
            "DELETE FROM endpoint WHERE id = $1",
        ] {
            self.db.run(sql, [id.0.into()]).await?;
        }
        Ok(())
    }

    /// Adds a secret; from now on it signs as well.
    pub async fn add_secret(
        &self,
        id: EndpointId,
        secret: &EndpointSecret,
    ) -> Result<(), StoreError> {
        let row = endpoint_secret::Model {
            id: secret.id,
            endpoint_id: id.0,
            sealed: secret.sealed.clone(),
            created_at: secret.created_at.0,
            expires_at: secret.expires_at.map(|at| at.0),
        };
        insert_models::<endpoint_secret::Entity>(self.db, vec![row]).await
    }

    /// Ends every secret but this one at a time, unless it ends before.
    pub async fn end_other_secrets(
        &self,
        id: EndpointId,
        stays: Uuid,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE endpoint_secret SET expires_at = $3 WHERE endpoint_id = $1 \
             AND id <> $2 AND (expires_at IS NULL OR expires_at > $3)";
        let values = [id.0.into(), stays.into(), at.0.into()];
        self.db.run(sql, values).await.map(drop)
    }
}

/// The endpoints of an account that get anything.
pub(crate) async fn enabled(db: Db<'_>, account: AccountId) -> Result<Vec<Endpoint>, StoreError> {
    let sql = "SELECT * FROM endpoint WHERE account_id = $1 AND state = 'enabled' ORDER BY id";
    let rows = db.all(sql, [account.0.into()]).await?;
    rows.iter().map(endpoint).collect()
}

fn row(endpoint: &Endpoint) -> endpoint::Model {
    let disabled = endpoint.state == EndpointState::Disabled;
    endpoint::Model {
        id: endpoint.id.0,
        account_id: endpoint.account.0,
        url: endpoint.url.clone(),
        format: endpoint.format.as_str().to_owned(),
        ordering: "subject".to_owned(),
        events: endpoint.events.text(),
        state: if disabled { "disabled" } else { "enabled" }.to_owned(),
        paused_until: endpoint.paused_until.map(|at| at.0),
        failing_since: endpoint.failing_since.map(|at| at.0),
        version: endpoint.version,
        disabled_at: None,
        created_at: endpoint.created_at.0,
    }
}

fn endpoint(row: &QueryResult) -> Result<Endpoint, StoreError> {
    let row = endpoint::Model::from_query_result(row, "")?;
    Ok(Endpoint {
        id: EndpointId(row.id),
        account: AccountId(row.account_id),
        url: row.url,
        format: MessageFormat::parse(&row.format)
            .ok_or_else(|| StoreError::bug("an unknown message format"))?,
        events: EventFilter::parse(&row.events).map_err(StoreError::bug)?,
        state: match row.state.as_str() {
            "enabled" => EndpointState::Enabled,
            _ => EndpointState::Disabled,
        },
        paused_until: row.paused_until.map(Timestamp),
        failing_since: row.failing_since.map(Timestamp),
        version: row.version,
        created_at: Timestamp(row.created_at),
    })
}

fn secret(row: &QueryResult) -> Result<EndpointSecret, StoreError> {
    let row = endpoint_secret::Model::from_query_result(row, "")?;
    Ok(EndpointSecret {
        id: row.id,
        sealed: row.sealed,
        created_at: Timestamp(row.created_at),
        expires_at: row.expires_at.map(Timestamp),
    })
}
