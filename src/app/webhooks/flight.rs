//! One delivery on its way, and what follows from its outcome.

use super::set::{SetIssuer, SetRefusal};
use crate::ctx::Ctx;
use crate::ports::{Attempted, Message};
use muster_model::clock::Timestamp;
use muster_model::webhook::{MessageFormat, Outcome, SigningSecret, Verdict, judge, next_try};
use muster_store::{Claimed, Finished, Next};
use std::time::Duration;

/// Where a delivery goes; without secrets it cannot leave, because it cannot be signed.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) url: String,
    pub(super) secrets: Vec<SigningSecret>,
    pub(super) form: Form,
}

/// What a delivery becomes on its way to its endpoint.
#[derive(Clone)]
pub(super) enum Form {
    /// The message as it is kept.
    Standard,
    /// A SET.
    Set(SetIssuer),
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
#[derive(Clone)]
pub(super) struct Landed {
    pub(super) finished: Finished,
    pub(super) effect: Effect,
}

/// Posts one delivery.
pub(super) async fn fly(ctx: Ctx, claimed: Claimed, target: Target) -> Landed {
    let at = ctx.now();
    let format = target.form.format();
    let attempted = match message(&claimed, target, at) {
        Ok(message) => ctx.webhooks.post(&message).await,
        Err(why) => failed(why),
    };
    let refusal = match format {
        MessageFormat::Standard => None,
        MessageFormat::ScimSet => SetRefusal::read(&attempted),
    };
    let mut draw = [0; 8];
    ctx.random.fill(&mut draw);
    land(
        claimed,
        attempted,
        refusal,
        (at, ctx.now()),
        u64::from_le_bytes(draw),
    )
}

impl Form {
    fn format(&self) -> MessageFormat {
        match self {
            Self::Standard => MessageFormat::Standard,
            Self::Set(_) => MessageFormat::ScimSet,
        }
    }

    fn body(&self, claimed: &Claimed) -> Result<Vec<u8>, String> {
        match self {
            Self::Standard => Ok(claimed.payload.clone().into_bytes()),
            Self::Set(issuer) => match issuer.issue(claimed) {
                Ok(set) => Ok(set.into_bytes()),
                Err(why) => Err(why.to_string()),
            },
        }
    }
}

fn message(claimed: &Claimed, target: Target, at: Timestamp) -> Result<Message, String> {
    if target.secrets.is_empty() {
        return Err("the endpoint's signing secret cannot be used".to_owned());
    }
    Ok(Message {
        endpoint: claimed.endpoint,
        url: target.url,
        event: claimed.event,
        at,
        secrets: target.secrets,
        format: target.form.format(),
        body: target.form.body(claimed)?,
    })
}

fn failed(why: String) -> Attempted {
    Attempted {
        outcome: Outcome::Failed(why),
        took: Duration::ZERO,
        response: String::new(),
    }
}

/// What follows from an attempt; pure, so that every row of the table is a test.
pub(super) fn land(
    claimed: Claimed,
    attempted: Attempted,
    refusal: Option<SetRefusal>,
    (at, now): (Timestamp, Timestamp),
    draw: u64,
) -> Landed {
    let verdict = judge(&attempted.outcome);
    let hopeless = refusal.as_ref().is_some_and(SetRefusal::is_final);
    let later = next_try(claimed.failed.saturating_add(1), draw)
        .filter(|_| !hopeless)
        .map(|wait| now.plus(wait));
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
        Outcome::Answered { status, .. } => (Some(status), refusal.map(|why| why.to_string())),
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
