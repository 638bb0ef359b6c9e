//! A subscriber moves, wants to hear something else, or wants to be left alone for a while.

use super::create_endpoint::check_forms;
use super::endpoint_url::read_url;
use super::error::WebhookError;
use super::list_endpoints::find_in;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::{Endpoint, EndpointState, EventFilter};
use muster_store::{Acting, Tx, Work};

/// What shall be another with an endpoint; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct EndpointChanges {
    /// Where messages are posted.
    pub url: Option<String>,
    /// Which events it hears.
    pub events: Option<EventFilter>,
    /// Whether it gets anything. What waits for an endpoint that is switched off is kept, and leaves
    /// when it is switched on again; what happens meanwhile does not wait for it.
    pub enabled: Option<bool>,
}

/// Changes an endpoint, of this account or of any; answers what it is from now on.
pub async fn set_endpoint(
    ctx: &Ctx,
    acting: Acting,
    (account, id): (Option<AccountId>, EndpointId),
    changes: EndpointChanges,
) -> Result<Endpoint, WebhookError> {
    let url = changes.url.map(|url| read_url(&url, &ctx.public_url));
    let work = SetEndpoint {
        account,
        id,
        url: url.transpose()?,
        events: changes.events,
        enabled: changes.enabled,
    };
    ctx.store.perform(acting, work).await
}

struct SetEndpoint {
    account: Option<AccountId>,
    id: EndpointId,
    url: Option<String>,
    events: Option<EventFilter>,
    enabled: Option<bool>,
}

impl Work for SetEndpoint {
    type Output = Endpoint;
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<Endpoint, WebhookError> {
        let mut endpoint = find_in(tx, self.account, self.id).await?;
        let before = endpoint.clone();
        if let Some(events) = &self.events {
            check_forms(endpoint.format, events)?;
            endpoint.events = events.clone();
        }
        if let Some(url) = &self.url {
            endpoint.url.clone_from(url);
        }
        match (self.enabled, endpoint.state) {
            (Some(true), EndpointState::Disabled) => endpoint.enable(),
            // Whoever does it knows: nobody is told.
            (Some(false), EndpointState::Enabled) => drop(endpoint.disable()),
            _ => {}
        }
        if endpoint != before {
            tx.endpoints().set(&endpoint).await?;
            tx.deliveries().look();
        }
        Ok(endpoint)
    }
}
