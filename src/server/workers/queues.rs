//! Which loops a process runs.

use super::{Step, Worked, Worker};
use crate::wire::Opened;
use muster_app::access::reevaluate_daily;
use muster_app::admin::forget_settled;
use muster_app::auth::{warn_of_ending_tokens, write_used};
use muster_app::ctx::Ctx;
use muster_app::log::{RequestLogSender, purge_log, write_log};
use muster_app::oauth::turn_keys;
use muster_app::provision::follow_policy;
use muster_app::webhooks::{Slots, deliver};
use muster_model::clock::Timestamp;
use std::error::Error;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tracing::warn;

/// How long a queue rests when no bell rings: another process may have written to it.
const LOOK: Duration = Duration::from_millis(500);
/// Mails that are handed over side by side.
const MAILS: usize = 8;

/// The loops of every process: what it remembers itself, it writes itself.
pub fn everywhere(opened: &Opened, log: &RequestLogSender) -> Vec<Worker> {
    vec![request_log(log), tokens_used(opened)]
}

/// The loops that work the queues of the database.
pub fn queues(opened: &Opened) -> Vec<Worker> {
    vec![
        deliveries(),
        mails(),
        stale_access(),
        signing_keys(),
        ending_tokens(),
        daily_evaluation(),
        forget(opened),
    ]
}

fn deliveries() -> Worker {
    Worker {
        name: "deliveries",
        idle: LOOK,
        bell: Arc::new(|ctx: Ctx| {
            Box::pin(async move { ctx.store.wake().deliveries.notified().await })
        }),
        step: Arc::new(|ctx, stop: CancellationToken| {
            step(async move {
                let next = ctx.store.read().deliveries().next_due().await?;
                if !is_due(&ctx, next) {
                    return Ok(false);
                }
                let made = deliver(&ctx, Slots::default(), stop.cancelled()).await?;
                Ok::<_, StepError>(made > 0)
            })
        }),
    }
}

fn mails() -> Worker {
    Worker {
        name: "mails",
        idle: LOOK,
        bell: Arc::new(|ctx: Ctx| Box::pin(async move { ctx.store.wake().mails.notified().await })),
        step: Arc::new(|ctx, _| {
            step(async move {
                let next = ctx.store.read().mails().next_due().await?;
                if !is_due(&ctx, next) {
                    return Ok(false);
                }
                Ok::<_, StepError>(muster_app::mail::send_once(&ctx, MAILS).await? > 0)
            })
        }),
    }
}

/// A look costs nothing; an empty transaction would wake the disk twice a second.
fn is_due(ctx: &Ctx, next: Option<Timestamp>) -> bool {
    next.is_some_and(|due| due <= ctx.now())
}

/// People and projected groups that are older than the policy: 200 people, or 100 groups, to a
/// transaction.
fn stale_access() -> Worker {
    Worker {
        name: "stale access",
        idle: LOOK,
        bell: Arc::new(|ctx: Ctx| Box::pin(async move { ctx.store.wake().jobs.notified().await })),
        step: Arc::new(|ctx, _| {
            step(async move { Ok::<_, StepError>(follow_policy(&ctx).await?) })
        }),
    }
}

fn request_log(log: &RequestLogSender) -> Worker {
    let (queue, rung) = (log.clone(), log.clone());
    Worker {
        name: "request log",
        idle: Duration::from_secs(1),
        bell: Arc::new(move |_| {
            let log = rung.clone();
            Box::pin(async move { log.batch().await })
        }),
        step: Arc::new(move |ctx, _| {
            let queue = queue.clone();
            // A full batch may have another one behind it; a small one waits for company.
            step(async move {
                Ok::<_, StepError>(write_log(&ctx, &queue).await? >= muster_app::log::BATCH)
            })
        }),
    }
}

fn tokens_used(opened: &Opened) -> Worker {
    let auth = opened.auth.clone();
    Worker {
        name: "tokens used",
        idle: Duration::from_mins(1),
        bell: Arc::new(|_| Box::pin(pending())),
        step: Arc::new(move |ctx, _| {
            let auth = auth.clone();
            step(async move {
                write_used(&ctx, &auth).await?;
                Ok::<_, StepError>(false)
            })
        }),
    }
}

/// A new key is published a day before it signs, so an hour more or less is nothing.
fn signing_keys() -> Worker {
    Worker {
        name: "signing keys",
        idle: Duration::from_hours(1),
        bell: Arc::new(|_| Box::pin(pending())),
        step: Arc::new(|ctx, _| step(async move { Ok::<_, StepError>(turn_keys(&ctx).await?) })),
    }
}

/// Warnings are days apart, so minutes are enough.
fn ending_tokens() -> Worker {
    Worker {
        name: "ending tokens",
        idle: Duration::from_mins(10),
        bell: Arc::new(|_| Box::pin(pending())),
        step: Arc::new(|ctx, _| {
            step(async move {
                warn_of_ending_tokens(&ctx).await?;
                Ok::<_, StepError>(false)
            })
        }),
    }
}

/// Access follows every change, so this has nothing to do; where it has, somebody must know.
fn daily_evaluation() -> Worker {
    Worker {
        name: "daily evaluation",
        idle: Duration::from_mins(10),
        bell: Arc::new(|_| Box::pin(pending())),
        step: Arc::new(|ctx, _| {
            step(async move {
                let Some((account, done)) = reevaluate_daily(&ctx).await? else {
                    return Ok::<_, StepError>(false);
                };
                if done.changed > 0 {
                    warn!(%account, changed = done.changed, "access had not followed a change");
                }
                Ok(true)
            })
        }),
    }
}

fn forget(opened: &Opened) -> Worker {
    let keep = opened.config.retention.clone();
    Worker {
        name: "forgetting",
        idle: Duration::from_mins(10),
        bell: Arc::new(|_| Box::pin(pending())),
        step: Arc::new(move |ctx, _| {
            let keep = keep.clone();
            step(async move {
                let requests = purge_log(&ctx, keep.request_log).await?;
                let settled = forget_settled(&ctx, keep.outbox).await?;
                Ok::<_, StepError>(requests || settled)
            })
        }),
    }
}

type StepError = Box<dyn Error + Send + Sync>;

/// A step from a future that tells whether there may be more.
fn step<F>(work: F) -> Step
where
    F: Future<Output = Result<bool, StepError>> + Send + 'static,
{
    Box::pin(async move {
        let more = work.await?;
        Ok(if more { Worked::Some } else { Worked::Nothing })
    })
}
