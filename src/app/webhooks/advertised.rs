//! Which security events a directory is told of.

use crate::ctx::Ctx;
use muster_model::ids::AccountId;
use muster_model::webhook::{Endpoint, EndpointState, MessageFormat, security_event_uris};
use muster_store::StoreError;

/// The URIs of the events that the account's recipients get; nothing while it has none, because then
/// it is not currently configured for security events (RFC 9967 4).
pub async fn advertised_events(
    ctx: &Ctx,
    account: AccountId,
) -> Result<Option<Vec<String>>, StoreError> {
    let takes_sets = |endpoint: &Endpoint| {
        endpoint.format == MessageFormat::ScimSet && endpoint.state == EndpointState::Enabled
    };
    let endpoints = ctx.store.read().endpoints().list(account).await?;
    Ok(endpoints.iter().any(takes_sets).then(security_event_uris))
}
