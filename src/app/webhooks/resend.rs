//! Something is sent again because a subscriber lost it, or was away for too long.

use super::error::WebhookError;
use super::list_endpoints::{find, find_in};
use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, EndpointId, EventId};
use muster_store::{Acting, Tx, Work};

/// How many deliveries become due in one transaction.
const PART: u64 = 2_000;

/// Sends one event to an endpoint once more, under the id that it had.
#[derive(Clone, Copy, Debug)]
pub struct Resend {
    /// Of which account; nothing for any, where a shell on the server asks.
    pub account: Option<AccountId>,
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// Which event.
    pub event: EventId,
}

impl Work for Resend {
    type Output = ();
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<(), WebhookError> {
        let endpoint = find_in(tx, self.account, self.endpoint).await?;
        if tx.deliveries().resend(endpoint.id, self.event).await? {
            Ok(())
        } else {
            Err(WebhookError::NothingToResend)
        }
    }
}

/// Sends what an endpoint failed at for good since a time once more; answers how many.
///
/// It becomes due part by part: whoever is interrupted goes on with the rest.
pub async fn resend_failed(
    ctx: &Ctx,
    acting: &Acting,
    (account, endpoint): (Option<AccountId>, EndpointId),
    since: Timestamp,
) -> Result<u64, WebhookError> {
    let endpoint = find(ctx, account, endpoint).await?.id;
    let mut all = 0;
    loop {
        let part = ResendPart { endpoint, since };
        let sent = ctx.store.perform(acting.clone(), part).await?;
        all += sent;
        if sent < PART {
            return Ok(all);
        }
    }
}

struct ResendPart {
    endpoint: EndpointId,
    since: Timestamp,
}

impl Work for ResendPart {
    type Output = u64;
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, WebhookError> {
        let deliveries = tx.deliveries();
        Ok(deliveries
            .resend_dead(self.endpoint, self.since, PART)
            .await?)
    }
}
