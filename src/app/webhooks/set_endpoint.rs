//! A subscriber moves, wants to hear something else, or wants to be left alone for a while.

use super::create_endpoint::check_forms;
use super::endpoint_url::read_url;
use super::error::WebhookError;
use super::list_endpoints::find_in;
use super::secret::{NewSecret, make_secret};
use crate::admin::check_version;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::{Endpoint, EndpointState, EventFilter};
use muster_store::{Acting, EndpointSecret, Tx, Work};

/// What shall be another with an endpoint; what is not named stays.
#[derive(Clone, Debug, Default)]
pub struct EndpointChanges {
    /// The version that is changed, as `If-Match` names it.
    pub if_match: Option<String>,
    /// Where messages are posted.
    pub url: Option<String>,
    /// Which events it hears.
    pub events: Option<EventFilter>,
    /// Whether it gets anything. What waits for an endpoint that is switched off is kept, and leaves
    /// when it is switched on again; what happens meanwhile does not wait for it.
    pub enabled: Option<bool>,
}

/// An endpoint after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedEndpoint {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// Its new signing secret, where it moved: what the old place knows signs nothing any more.
    pub secret: Option<String>,
}

/// Changes an endpoint, of this account or of any; answers what it is from now on.
pub async fn set_endpoint(
    ctx: &Ctx,
    acting: Acting,
    (account, id): (Option<AccountId>, EndpointId),
    mut changes: EndpointChanges,
) -> Result<ChangedEndpoint, WebhookError> {
    if let Some(url) = changes.url.take() {
        changes.url = Some(read_url(&url, &ctx.public_url)?);
    }
    let NewSecret { text, kept } = make_secret(ctx)?;
    let work = SetEndpoint {
        account,
        id,
        changes,
        kept,
    };
    let (endpoint, moved) = ctx.store.perform(acting, work).await?;
    Ok(ChangedEndpoint {
        endpoint,
        secret: moved.then_some(text),
    })
}

struct SetEndpoint {
    account: Option<AccountId>,
    id: EndpointId,
    changes: EndpointChanges,
    /// The secret of the new place, should it move.
    kept: EndpointSecret,
}

impl Work for SetEndpoint {
    type Output = (Endpoint, bool);
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<(Endpoint, bool), WebhookError> {
        let before = find_in(tx, self.account, self.id).await?;
        check_version(before.version, self.changes.if_match.as_deref())?;
        let mut endpoint = self.changed(before.clone())?;
        let moved = endpoint.url != before.url;
        if endpoint != before {
            endpoint.version += 1;
            tx.endpoints().set(&endpoint).await?;
            tx.deliveries().look();
        }
        if moved {
            let (endpoints, now) = (tx.endpoints(), tx.now());
            endpoints.add_secret(endpoint.id, &self.kept).await?;
            endpoints
                .end_other_secrets(endpoint.id, self.kept.id, now)
                .await?;
        }
        Ok((endpoint, moved))
    }
}

impl SetEndpoint {
    fn changed(&self, mut endpoint: Endpoint) -> Result<Endpoint, WebhookError> {
        if let Some(events) = &self.changes.events {
            check_forms(endpoint.format, events)?;
            endpoint.events = events.clone();
        }
        if let Some(url) = &self.changes.url {
            endpoint.url.clone_from(url);
        }
        match (self.changes.enabled, endpoint.state) {
            (Some(true), EndpointState::Disabled) => endpoint.enable(),
            // Whoever does it knows: nobody is told.
            (Some(false), EndpointState::Enabled) => drop(endpoint.disable()),
            _ => {}
        }
        Ok(endpoint)
    }
}
