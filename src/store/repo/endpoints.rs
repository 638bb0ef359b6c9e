//! Webhook endpoints: who hears what.

use crate::db::Db;
use crate::entity::endpoint;
use crate::error::StoreError;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::{Endpoint, EndpointState, EventFilter, MessageFormat};
use sea_orm::FromQueryResult;

/// The endpoints of an account that get anything.
pub(crate) async fn enabled(db: Db<'_>, account: AccountId) -> Result<Vec<Endpoint>, StoreError> {
    let sql = "SELECT * FROM endpoint WHERE account_id = $1 AND state = 'enabled' ORDER BY id";
    let rows = db.all(sql, [account.0.into()]).await?;
    rows.iter()
        .map(|row| endpoint(endpoint::Model::from_query_result(row, "")?))
        .collect()
}

fn endpoint(row: endpoint::Model) -> Result<Endpoint, StoreError> {
    Ok(Endpoint {
        id: EndpointId(row.id),
        account: AccountId(row.account_id),
        url: row.url,
        format: MessageFormat::Standard,
        events: EventFilter::parse(&row.events).map_err(StoreError::bug)?,
        state: match row.state.as_str() {
            "enabled" => EndpointState::Enabled,
            _ => EndpointState::Disabled,
        },
        paused_until: row.paused_until.map(Timestamp),
        failing_since: row.failing_since.map(Timestamp),
        created_at: Timestamp(row.created_at),
    })
}
