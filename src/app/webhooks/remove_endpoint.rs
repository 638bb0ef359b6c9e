//! A subscriber goes.

use super::error::WebhookError;
use super::list_endpoints::find_in;
use muster_model::ids::{AccountId, EndpointId};
use muster_store::{Tx, Work};

/// Removes an endpoint with its secrets; what still waits for it is called off.
#[derive(Clone, Copy, Debug)]
pub struct RemoveEndpoint {
    /// Of which account; nothing for any, where a shell on the server asks.
    pub account: Option<AccountId>,
    /// Which one.
    pub endpoint: EndpointId,
}

impl Work for RemoveEndpoint {
    type Output = ();
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<(), WebhookError> {
        let endpoint = find_in(tx, self.account, self.endpoint).await?;
        Ok(tx.endpoints().remove(endpoint.id).await?)
    }
}
