//! Claiming what is due, and where it goes.

use super::flight::{Form, Target};
use super::secret::open_secrets;
use super::set::SetIssuer;
use crate::ctx::Ctx;
use crate::oauth::{Signer, current_signer};
use muster_model::ids::EndpointId;
use muster_model::webhook::{Endpoint, MessageFormat};
use muster_store::{Acting, ClaimLimits, Claimed, EndpointSecret, StoreError, Tx, Work};
use std::collections::HashMap;

/// Claims what is due, each with its target.
pub(super) async fn claim(
    ctx: &Ctx,
    limits: ClaimLimits,
) -> Result<Vec<(Claimed, Target)>, StoreError> {
    let taken = ctx.store.perform(Acting::system(), Claim(limits)).await?;
    let signer = signer(ctx, &taken.targets).await;
    let targets: HashMap<EndpointId, Target> = taken
        .targets
        .into_iter()
        .map(|(endpoint, kept)| (endpoint.id, target(ctx, endpoint, &kept, signer.as_ref())))
        .collect();
    let with_target = |claimed: Claimed| {
        let target = targets.get(&claimed.endpoint)?.clone();
        Some((claimed, target))
    };
    Ok(taken.claimed.into_iter().filter_map(with_target).collect())
}

/// The key that signs SETs now, where one of the endpoints wants any.
async fn signer(ctx: &Ctx, targets: &[(Endpoint, Vec<EndpointSecret>)]) -> Option<Signer> {
    let wants = |(endpoint, _): &(Endpoint, _)| endpoint.format == MessageFormat::ScimSet;
    if !targets.iter().any(wants) {
        return None;
    }
    current_signer(ctx)
        .await
        .inspect_err(|why| tracing::error!(%why, "no security event token can be signed"))
        .ok()
}

fn target(
    ctx: &Ctx,
    endpoint: Endpoint,
    kept: &[EndpointSecret],
    signer: Option<&Signer>,
) -> Target {
    let id = endpoint.id;
    let secrets = open_secrets(&ctx.key, kept).unwrap_or_else(|why| {
        tracing::error!(endpoint = %id, %why, "nothing can be delivered");
        Vec::new()
    });
    let form = match endpoint.format {
        MessageFormat::Standard => Form::Standard,
        MessageFormat::ScimSet => {
            Form::Set(signer.map(|signer| SetIssuer::new(ctx, signer.clone(), id)))
        }
    };
    Target {
        url: endpoint.url,
        secrets,
        form,
    }
}

struct Taken {
    claimed: Vec<Claimed>,
    targets: Vec<(Endpoint, Vec<EndpointSecret>)>,
}

struct Claim(ClaimLimits);

impl Work for Claim {
    type Output = Taken;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Taken, StoreError> {
        let claimed = tx.deliveries().claim(self.0).await?;
        let mut ids: Vec<EndpointId> = claimed.iter().map(|one| one.endpoint).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut targets = Vec::with_capacity(ids.len());
        for endpoint in tx.endpoints().get_many(&ids).await? {
            let secrets = tx.endpoints().secrets(endpoint.id, tx.now()).await?;
            targets.push((endpoint, secrets));
        }
        Ok(Taken { claimed, targets })
    }
}
