//! What mails and jobs have in common: rows that are claimed, worked on, and settled.

use crate::db::{Db, count};
use crate::error::StoreError;
use muster_model::clock::Timestamp;
use sea_orm::QueryResult;
use sea_orm::sea_query::Value;
use std::time::Duration;
use uuid::Uuid;

/// Takes what is due, or what somebody took and never settled; the oldest first.
pub(crate) async fn claim(
    db: Db<'_>,
    table: &str,
    now: Timestamp,
    claim: Uuid,
    (limit, lease): (u64, Duration),
) -> Result<Vec<QueryResult>, StoreError> {
    let sql = format!(
        "WITH picked AS (SELECT q.id FROM {table} q WHERE q.due <= $1 AND (q.state = 'ready' \
         OR (q.state = 'leased' AND q.lease_until <= $1)) ORDER BY q.due, q.id LIMIT $2{}) \
         UPDATE {table} SET state = 'leased', claim_id = $3, lease_until = $4 \
         WHERE id IN (SELECT id FROM picked) RETURNING *",
        db.dialect.for_claim_of("q"),
    );
    let values = [
        now.0.into(),
        count(limit),
        claim.into(),
        now.plus(lease).0.into(),
    ];
    db.all(sql, values).await
}

/// Settles a row that is still ours; answers whether it was.
pub(crate) async fn settle(
    db: Db<'_>,
    table: &str,
    (id, claim): (Uuid, Uuid),
    set: &str,
    more: impl IntoIterator<Item = Value>,
) -> Result<bool, StoreError> {
    let sql = format!(
        "UPDATE {table} SET {set}, claim_id = NULL, lease_until = NULL \
         WHERE id = $1 AND claim_id = $2 AND state = 'leased'"
    );
    let values: Vec<Value> = [id.into(), claim.into()].into_iter().chain(more).collect();
    Ok(db.run(sql, values).await? == 1)
}

/// How many rows wait or are worked on.
pub(crate) async fn open(db: Db<'_>, table: &str) -> Result<u64, StoreError> {
    let sql = format!("SELECT count(*) AS n FROM {table} WHERE state IN ('ready', 'leased')");
    let row = db.one(sql, []).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(n.unsigned_abs())
}

/// When the next row is due; a time that has passed means now.
pub(crate) async fn next_due(db: Db<'_>, table: &str) -> Result<Option<Timestamp>, StoreError> {
    let sql = format!(
        "SELECT min(CASE WHEN state = 'leased' THEN lease_until ELSE due END) AS due \
         FROM {table} WHERE state IN ('ready', 'leased')"
    );
    let row = db.one(sql, []).await?;
    let due: Option<i64> = row.map_or(Ok(None), |row| row.try_get("", "due"))?;
    Ok(due.map(Timestamp))
}
