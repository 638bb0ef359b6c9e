//! Claiming what is due, and where it goes.

use super::flight::{Form, Target};
use super::secret::open_secrets;
use super::set::SetIssuer;
use crate::ctx::Ctx;
use crate::oauth::{Signer, current_signer};
use muster_model::clock::Timestamp;
use muster_model::ids::EndpointId;
use muster_model::webhook::{Endpoint, MessageFormat};
use muster_store::{Acting, ClaimLimits, Claimed, EndpointSecret, StoreError, Tx, Work};
use std::collections::HashMap;
use std::time::Duration;

/// How long what nobody can sign is left alone.
const REST: Duration = Duration::from_secs(30);

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
        .filter_map(|(endpoint, kept)| {
            let id = endpoint.id;
            Some((id, target(ctx, endpoint, &kept, signer.as_ref())?))
        })
        .collect();
    let (mut ready, mut stranded) = (Vec::new(), Vec::new());
    for claimed in taken.claimed {
        match targets.get(&claimed.endpoint) {
            Some(target) => ready.push((claimed, target.clone())),
            None => stranded.push(claimed),
        }
    }
    give_back(ctx, stranded).await;
    Ok(ready)
}

/// What nobody can sign now was never tried: its endpoint did nothing wrong.
async fn give_back(ctx: &Ctx, stranded: Vec<Claimed>) {
    if stranded.is_empty() {
        return;
    }
    let due = ctx.now().plus(REST);
    let given = ctx.store.perform(Acting::system(), GiveBack(stranded, due));
    if let Err(why) = given.await {
        // Their leases run out all the same.
        tracing::warn!(%why, "deliveries could not be given back");
    }
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

/// Where the deliveries of an endpoint go; nothing while what it gets cannot be signed.
fn target(
    ctx: &Ctx,
    endpoint: Endpoint,
    kept: &[EndpointSecret],
    signer: Option<&Signer>,
) -> Option<Target> {
    let id = endpoint.id;
    let secrets = open_secrets(&ctx.key, kept).unwrap_or_else(|why| {
        tracing::error!(endpoint = %id, %why, "nothing can be delivered");
        Vec::new()
    });
    let form = match endpoint.format {
        MessageFormat::Standard => Form::Standard,
        MessageFormat::ScimSet => {
            let signer = signer?.clone();
            Form::Set(SetIssuer::new(ctx, signer, id))
        }
    };
    Some(Target {
        url: endpoint.url,
        secrets,
        form,
    })
}

struct Taken {
    claimed: Vec<Claimed>,
    targets: Vec<(Endpoint, Vec<EndpointSecret>)>,
}

struct GiveBack(Vec<Claimed>, Timestamp);

impl Work for GiveBack {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.deliveries().release(&self.0, self.1).await
    }
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
