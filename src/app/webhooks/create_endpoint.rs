//! A subscriber gives an address and gets a secret.

use super::endpoint_url::read_url;
use super::error::WebhookError;
use super::secret::make_secret;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, EndpointId};
use muster_model::webhook::{Endpoint, EndpointState, EventFilter, MessageFormat};
use muster_store::{Acting, EndpointSecret, Tx, Work};

/// How many endpoints an account has at most (decision 15 of the house).
const MOST: usize = 50;

/// What a subscriber gives.
#[derive(Clone, Debug)]
pub struct NewEndpoint {
    /// The account whose events it hears.
    pub account: AccountId,
    /// Where messages are posted.
    pub url: String,
    /// How messages are wrapped.
    pub format: MessageFormat,
    /// Which events it hears.
    pub events: EventFilter,
}

/// An endpoint with the secret that is shown this once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The signing secret, `whsec_…`.
    pub secret: String,
}

/// Makes an endpoint with its first secret.
pub async fn create_endpoint(
    ctx: &Ctx,
    acting: Acting,
    new: NewEndpoint,
) -> Result<Created, WebhookError> {
    check_forms(new.format, &new.events)?;
    let secret = make_secret(ctx)?;
    let endpoint = Endpoint {
        id: EndpointId(ctx.ids.next()),
        account: new.account,
        url: read_url(&new.url, &ctx.public_url)?,
        format: new.format,
        events: new.events,
        state: EndpointState::Enabled,
        paused_until: None,
        failing_since: None,
        version: 1,
        created_at: ctx.now(),
    };
    let work = CreateEndpoint {
        endpoint: endpoint.clone(),
        secret: secret.kept,
    };
    ctx.store.perform(acting, work).await?;
    Ok(Created {
        endpoint,
        secret: secret.text,
    })
}

/// Who names an event that can never arrive is told so at once; `*` means those that can.
pub(super) fn check_forms(format: MessageFormat, events: &EventFilter) -> Result<(), WebhookError> {
    let EventFilter::Some(kinds) = events else {
        return Ok(());
    };
    let formless = kinds.iter().find(|kind| !format.carries(**kind));
    formless.map_or(Ok(()), |kind| Err(WebhookError::NoSet(kind.as_str())))
}

struct CreateEndpoint {
    endpoint: Endpoint,
    secret: EndpointSecret,
}

impl Work for CreateEndpoint {
    type Output = ();
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<(), WebhookError> {
        let endpoints = tx.endpoints();
        if endpoints.list(self.endpoint.account).await?.len() >= MOST {
            return Err(WebhookError::TooMany(MOST));
        }
        endpoints.insert(&self.endpoint).await?;
        endpoints.add_secret(self.endpoint.id, &self.secret).await?;
        Ok(())
    }
}
