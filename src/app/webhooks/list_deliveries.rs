//! What was tried at an endpoint, and what came of it.

use super::error::WebhookError;
use super::list_endpoints::find;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, EndpointId};
use muster_store::AttemptRow;

/// The newest attempts at an endpoint, of this account or of any, the newest first.
pub async fn list_deliveries(
    ctx: &Ctx,
    account: Option<AccountId>,
    id: EndpointId,
    limit: u64,
) -> Result<Vec<AttemptRow>, WebhookError> {
    let endpoint = find(ctx, account, id).await?;
    let reads = ctx.store.read();
    Ok(reads.deliveries().attempts(endpoint.id, limit).await?)
}
