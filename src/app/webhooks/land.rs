//! Finishing what came back: attempts are kept, endpoints that asked for it are left alone, those
//! that are gone are switched off.

use super::flight::{Effect, Landed};
use muster_model::clock::Timestamp;
use muster_model::event::SubjectKind;
use muster_model::ids::EndpointId;
use muster_model::webhook::Endpoint;
use muster_store::{Finished, Next, StoreError, Tx, Work};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long an endpoint may fail at everything before it is switched off: five days.
const PATIENCE: Duration = Duration::from_hours(120);

/// Finishes many at once.
pub(super) struct Finish {
    finished: Vec<Finished>,
    /// What happens to endpoints, in the order in which their rows are locked.
    effects: BTreeMap<EndpointId, Effect>,
}

impl Finish {
    pub(super) fn of(landed: Vec<Landed>) -> Self {
        let mut effects = BTreeMap::new();
        for one in &landed {
            if one.finished.next == Next::Done {
                continue;
            }
            let endpoint = one.finished.claimed.endpoint;
            let known = effects.entry(endpoint).or_insert(one.effect);
            *known = stronger(*known, one.effect);
        }
        Self {
            finished: landed.into_iter().map(|one| one.finished).collect(),
            effects,
        }
    }
}

impl Work for Finish {
    type Output = usize;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<usize, StoreError> {
        tx.deliveries().finish(&self.finished).await?;
        for (id, effect) in &self.effects {
            if let Some(endpoint) = tx.endpoints().of_any_account(*id).await? {
                affect(tx, endpoint, *effect).await?;
            }
        }
        Ok(self.finished.len())
    }
}

async fn affect(tx: &Tx, mut endpoint: Endpoint, effect: Effect) -> Result<(), StoreError> {
    let over = endpoint
        .failing_since
        .is_some_and(|since| is_over(since, tx.now()));
    let told = (over || effect == Effect::Gone).then(|| endpoint.disable());
    if let Effect::Pause(until) = effect {
        endpoint.paused_until = Some(until);
    } else if told.is_none() {
        return Ok(());
    }
    endpoint.version += 1;
    tx.endpoints().set(&endpoint).await?;
    if let Some(event) = told.flatten() {
        let subject = (SubjectKind::Endpoint, endpoint.id.0);
        let shown = endpoint.shown();
        tx.events()
            .tell(endpoint.account, subject, shown, event)
            .await?;
    }
    Ok(())
}

fn is_over(failing_since: Timestamp, now: Timestamp) -> bool {
    failing_since.plus(PATIENCE) <= now
}

fn stronger(one: Effect, other: Effect) -> Effect {
    match (one, other) {
        (Effect::Gone, _) | (_, Effect::Gone) => Effect::Gone,
        (Effect::Pause(one), Effect::Pause(other)) => Effect::Pause(one.max(other)),
        (Effect::Pause(until), Effect::None) | (Effect::None, Effect::Pause(until)) => {
            Effect::Pause(until)
        }
        (Effect::None, Effect::None) => Effect::None,
    }
}
