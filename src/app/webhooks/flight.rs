//! One delivery on its way, and what follows from its outcome.

use crate::ctx::Ctx;
use crate::ports::{Attempted, Message};
use muster_model::clock::Timestamp;
use muster_model::webhook::{Outcome, SigningSecret, Verdict, judge, next_try};
use muster_store::{Claimed, Finished, Next};
use std::time::Duration;

/// Where a delivery goes; without secrets it cannot leave, because it cannot be signed.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) url: String,
    pub(super) secrets: Vec<SigningSecret>,
}

/// What an outcome means for the whole endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing beyond this delivery.
    None,
    /// It asked to be left alone until then.
    Pause(Timestamp),
    /// It is gone for good.
    Gone,
}

/// A delivery that came back.
pub(super) struct Landed {
    pub(super) finished: Finished,
    pub(super) effect: Effect,
}

/// Posts one delivery.
pub(super) async fn fly(ctx: Ctx, claimed: Claimed, target: Target) -> Landed {
    let at = ctx.now();
    let attempted = if target.secrets.is_empty() {
        unsigned()
    } else {
        let message = Message {
            endpoint: claimed.endpoint,
            url: target.url,
            event: claimed.event,
            at,
            secrets: target.secrets,
            body: claimed.payload.clone().into_bytes(),
        };
        ctx.webhooks.post(&message).await
    };
    let mut draw = [0; 8];
    ctx.random.fill(&mut draw);
    land(
        claimed,
        attempted,
        (at, ctx.now()),
        u64::from_le_bytes(draw),
    )
}

fn unsigned() -> Attempted {
    Attempted {
        outcome: Outcome::Failed("the endpoint's signing secret cannot be used".to_owned()),
        took: Duration::ZERO,
        response: String::new(),
    }
}

/// What follows from an attempt; pure, so that every row of the table is a test.
pub(super) fn land(
    claimed: Claimed,
    attempted: Attempted,
    (at, now): (Timestamp, Timestamp),
    draw: u64,
) -> Landed {
    let verdict = judge(&attempted.outcome);
    let later = next_try(claimed.failed.saturating_add(1), draw).map(|wait| now.plus(wait));
    let (next, effect) = match verdict {
        Verdict::Delivered => (Next::Done, Effect::None),
        Verdict::Again => (later.map_or(Next::Dead, Next::Again), Effect::None),
        Verdict::Gone => (Next::Dead, Effect::Gone),
        Verdict::Pause(pause) => {
            let until = now.plus(pause);
            let next = later.map_or(Next::Dead, |due| Next::Again(due.max(until)));
            (next, Effect::Pause(until))
        }
    };
    let (status, error) = match attempted.outcome {
        Outcome::Answered { status, .. } => (Some(status), None),
        Outcome::Failed(why) => (None, Some(why)),
    };
    let finished = Finished {
        claimed,
        at,
        took: attempted.took,
        status,
        error,
        response: attempted.response,
        next,
    };
    Landed { finished, effect }
}
