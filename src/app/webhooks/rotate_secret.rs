//! A second live secret, so that a subscriber can change over without losing a message.

use super::error::WebhookError;
use super::list_endpoints::find;
use super::secret::make_secret;
use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, EndpointId};
use muster_store::{Acting, EndpointSecret, Tx, Work};
use std::time::Duration;

/// How long the old secrets go on signing unless somebody says otherwise: a day.
pub const OVERLAP: Duration = Duration::from_hours(24);

/// The new secret, shown this once, and the end of the old ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The signing secret, `whsec_…`.
    pub secret: String,
    /// Until when messages carry a signature by the old secrets as well.
    pub previous_expires_at: Timestamp,
}

/// Gives an endpoint, of this account or of any, a second secret; the old ones end after the
/// overlap.
pub async fn rotate_secret(
    ctx: &Ctx,
    acting: Acting,
    (account, id): (Option<AccountId>, EndpointId),
    overlap: Duration,
) -> Result<Rotated, WebhookError> {
    let endpoint = find(ctx, account, id).await?.id;
    let new = make_secret(ctx)?;
    let ends = ctx.now().plus(overlap);
    let work = RotateSecret {
        endpoint,
        secret: new.kept,
        ends,
    };
    ctx.store.perform(acting, work).await?;
    Ok(Rotated {
        secret: new.text,
        previous_expires_at: ends,
    })
}

struct RotateSecret {
    endpoint: EndpointId,
    secret: EndpointSecret,
    ends: Timestamp,
}

impl Work for RotateSecret {
    type Output = ();
    type Error = WebhookError;

    async fn run(&self, tx: &mut Tx) -> Result<(), WebhookError> {
        let endpoints = tx.endpoints();
        let locked = endpoints.of_any_account(self.endpoint).await?;
        let id = locked.ok_or(WebhookError::Unknown)?.id;
        endpoints.add_secret(id, &self.secret).await?;
        endpoints
            .end_other_secrets(id, self.secret.id, self.ends)
            .await?;
        Ok(())
    }
}
