//! What lies in the queue of an endpoint.

use super::Deliveries;
use crate::db::count;
use crate::error::StoreError;
use muster_model::clock::Timestamp;
use muster_model::ids::{DeliveryId, EndpointId, EventId};
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use uuid::Uuid;

/// One delivery: an event on its way to an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Its id.
    pub id: DeliveryId,
    /// The event, whose id the message carries.
    pub event: EventId,
    /// What the event says happened.
    pub kind: String,
    /// The person, group or other thing that it is about.
    pub subject: Uuid,
    /// The number of the event about its subject.
    pub sequence: i64,
    /// Where it stands: ready, leased, done, dead or cancelled.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next, while it is ready.
    pub due: Timestamp,
    /// Since when it exists.
    pub created_at: Timestamp,
}

/// Which deliveries are wanted.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    /// In this state.
    pub state: Option<String>,
    /// Made before this one.
    pub before: Option<DeliveryId>,
    /// At most so many.
    pub limit: u64,
}

const SHOWN: &str = "SELECT d.*, COALESCE(e.kind, '') AS kind FROM delivery d \
     LEFT JOIN event e ON e.id = d.event_id";

impl Deliveries<'_> {
    /// The deliveries of an endpoint that are wanted, the newest first.
    pub async fn list(
        &self,
        endpoint: EndpointId,
        filter: &DeliveryFilter,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        let mut values: Vec<Value> = vec![endpoint.0.into(), count(filter.limit)];
        let mut sql = format!("{SHOWN} WHERE d.endpoint_id = $1");
        if let Some(state) = &filter.state {
            values.push(state.as_str().into());
            sql = format!("{sql} AND d.state = ${}", values.len());
        }
        if let Some(before) = filter.before {
            values.push(before.0.into());
            sql = format!("{sql} AND d.id < ${}", values.len());
        }
        let rows = self
            .db
            .all(format!("{sql} ORDER BY d.id DESC LIMIT $2"), values);
        rows.await?.iter().map(shown).collect()
    }

    /// One delivery of an endpoint.
    pub async fn get(
        &self,
        endpoint: EndpointId,
        id: DeliveryId,
    ) -> Result<Option<DeliveryRow>, StoreError> {
        let sql = format!("{SHOWN} WHERE d.endpoint_id = $1 AND d.id = $2");
        let row = self.db.one(sql, [endpoint.0.into(), id.0.into()]).await?;
        row.as_ref().map(shown).transpose()
    }
}

fn shown(row: &QueryResult) -> Result<DeliveryRow, StoreError> {
    Ok(DeliveryRow {
        id: DeliveryId(row.try_get("", "id")?),
        event: EventId(row.try_get("", "event_id")?),
        kind: row.try_get("", "kind")?,
        subject: row.try_get("", "subject_id")?,
        sequence: row.try_get("", "sequence")?,
        state: row.try_get("", "state")?,
        attempts: row.try_get("", "attempt")?,
        due: Timestamp(row.try_get("", "due")?),
        created_at: Timestamp(row.try_get("", "created_at")?),
    })
}
