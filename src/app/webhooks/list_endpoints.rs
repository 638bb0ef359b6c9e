//! The endpoints of an account.

use super::error::WebhookError;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::Endpoint;
use muster_store::Tx;

/// The endpoints of an account, the oldest first.
pub async fn list_endpoints(ctx: &Ctx, account: AccountId) -> Result<Vec<Endpoint>, WebhookError> {
    Ok(ctx.store.read().endpoints().list(account).await?)
}

/// One endpoint of an account.
pub async fn show_endpoint(
    ctx: &Ctx,
    account: AccountId,
    id: EndpointId,
) -> Result<Endpoint, WebhookError> {
    find(ctx, Some(account), id).await
}

/// One endpoint: of this account, or of any where a shell on the server asks.
pub(super) async fn find(
    ctx: &Ctx,
    account: Option<AccountId>,
    id: EndpointId,
) -> Result<Endpoint, WebhookError> {
    let reads = ctx.store.read();
    let found = match account {
        Some(account) => reads.endpoints().get(account, id).await?,
        None => reads.endpoints().of_any_account(id).await?,
    };
    found.ok_or(WebhookError::Unknown)
}

/// The same in a transaction, where its row is locked.
pub(super) async fn find_in(
    tx: &Tx,
    account: Option<AccountId>,
    id: EndpointId,
) -> Result<Endpoint, WebhookError> {
    let found = match account {
        Some(account) => tx.endpoints().get(account, id).await?,
        None => tx.endpoints().of_any_account(id).await?,
    };
    found.ok_or(WebhookError::Unknown)
}
