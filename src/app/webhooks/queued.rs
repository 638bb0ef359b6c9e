//! What lies in the queue of an endpoint, and what was tried.

use super::error::WebhookError;
use super::list_endpoints::find;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, DeliveryId, EndpointId};
use muster_store::{AttemptRow, DeliveryFilter, DeliveryRow};

/// The deliveries of an endpoint that are wanted, the newest first.
pub async fn deliveries_of(
    ctx: &Ctx,
    account: AccountId,
    id: EndpointId,
    filter: &DeliveryFilter,
) -> Result<Vec<DeliveryRow>, WebhookError> {
    let endpoint = find(ctx, Some(account), id).await?;
    Ok(ctx
        .store
        .read()
        .deliveries()
        .list(endpoint.id, filter)
        .await?)
}

/// One delivery.
pub async fn show_delivery(
    ctx: &Ctx,
    account: AccountId,
    (endpoint, id): (EndpointId, DeliveryId),
) -> Result<DeliveryRow, WebhookError> {
    let endpoint = find(ctx, Some(account), endpoint).await?;
    let found = ctx.store.read().deliveries().get(endpoint.id, id).await?;
    found.ok_or(WebhookError::Unknown)
}

/// What was tried for one delivery, the newest first.
pub async fn attempts_of(
    ctx: &Ctx,
    account: AccountId,
    (endpoint, id): (EndpointId, DeliveryId),
) -> Result<Vec<AttemptRow>, WebhookError> {
    let delivery = show_delivery(ctx, account, (endpoint, id)).await?;
    Ok(ctx
        .store
        .read()
        .deliveries()
        .attempts_of(delivery.id)
        .await?)
}
