//! Rows as assignments.

use crate::error::StoreError;
use muster_model::access::{Assignment, RecordKey};
use muster_model::clock::Timestamp;
use muster_model::ids::{AssignmentId, ConnectionId, PersonId};
use sea_orm::QueryResult;
use uuid::Uuid;

/// The columns of an assignment.
pub(super) const COLUMNS: &str = "assignment.id, assignment.person_id, assignment.entity, \
    assignment.external_id, assignment.connection_id, assignment.created_at";

pub(super) fn assignment(row: &QueryResult) -> Result<Assignment, StoreError> {
    let connection: Option<Uuid> = row.try_get("", "connection_id")?;
    Ok(Assignment {
        id: AssignmentId(row.try_get("", "id")?),
        person: PersonId(row.try_get("", "person_id")?),
        record: record(row)?,
        connection: connection.map(ConnectionId),
        since: Timestamp(row.try_get("", "created_at")?),
    })
}

pub(in crate::repo) fn record(row: &QueryResult) -> Result<RecordKey, StoreError> {
    Ok(RecordKey {
        entity: row.try_get("", "entity")?,
        id: row.try_get("", "external_id")?,
    })
}
