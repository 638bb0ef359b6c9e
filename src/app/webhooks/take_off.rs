//! Claiming what is due, and where it goes.

use super::flight::Target;
use super::secret::open_secrets;
use crate::ctx::Ctx;
use muster_model::ids::EndpointId;
use muster_store::{Acting, ClaimLimits, Claimed, EndpointSecret, StoreError, Tx, Work};
use std::collections::HashMap;

/// Claims what is due, each with its target.
pub(super) async fn claim(
    ctx: &Ctx,
    limits: ClaimLimits,
) -> Result<Vec<(Claimed, Target)>, StoreError> {
    let taken = ctx.store.perform(Acting::system(), Claim(limits)).await?;
    let targets: HashMap<EndpointId, Target> = taken
        .targets
        .into_iter()
        .map(|(id, url, kept)| {
            let secrets = open_secrets(&ctx.key, &kept).unwrap_or_else(|why| {
                tracing::error!(endpoint = %id, %why, "nothing can be delivered");
                Vec::new()
            });
            (id, Target { url, secrets })
        })
        .collect();
    let with_target = |claimed: Claimed| {
        let target = targets.get(&claimed.endpoint)?.clone();
        Some((claimed, target))
    };
    Ok(taken.claimed.into_iter().filter_map(with_target).collect())
}

struct Taken {
    claimed: Vec<Claimed>,
    targets: Vec<(EndpointId, String, Vec<EndpointSecret>)>,
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
            targets.push((endpoint.id, endpoint.url, secrets));
        }
        Ok(Taken { claimed, targets })
    }
}
