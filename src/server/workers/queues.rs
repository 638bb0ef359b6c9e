//! Which loops a process runs.

use super::{Bell, Step, Worked, Worker};
use crate::wire::Opened;
use muster_app::access::CompileStale;
use muster_app::auth::write_used;
use muster_app::ctx::Ctx;
use muster_app::log::{RequestLogSender, purge_log, write_log};
use muster_store::Acting;
use std::error::Error;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

/// The loops of every process: what it remembers itself, it writes itself.
pub fn everywhere(opened: &Opened, log: &RequestLogSender) -> Vec<Worker> {
    vec![request_log(log), tokens_used(opened)]
}

/// The loops that work the queues of the database.
pub fn queues(opened: &Opened) -> Vec<Worker> {
    vec![stale_access(), forget_requests(opened)]
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
            step(async move { Ok::<_, StepError>(write_log(&ctx, &queue).await? > 0) })
        }),
    }
}

fn tokens_used(opened: &Opened) -> Worker {
    let auth = opened.auth.clone();
    Worker {
        name: "tokens used",
        idle: Duration::from_mins(1),
        bell: nobody(),
        step: Arc::new(move |ctx, _| {
            let auth = auth.clone();
            step(async move {
                write_used(&ctx, &auth).await?;
                Ok::<_, StepError>(false)
            })
        }),
    }
}

/// People whose access is older than the policy, 200 to a transaction.
fn stale_access() -> Worker {
    Worker {
        name: "stale access",
        idle: Duration::from_secs(1),
        bell: Arc::new(|ctx: Ctx| Box::pin(async move { ctx.store.wake().jobs.notified().await })),
        step: Arc::new(|ctx, _| {
            step(async move {
                // A look costs nothing; a transaction would wake the disk every second.
                if ctx.store.read().access().stale_people(1).await?.is_none() {
                    return Ok(false);
                }
                let compiled = ctx.store.perform(Acting::system(), CompileStale).await?;
                Ok::<_, StepError>(compiled > 0)
            })
        }),
    }
}

fn forget_requests(opened: &Opened) -> Worker {
    let keep = opened.config.retention.request_log;
    Worker {
        name: "request log purge",
        idle: Duration::from_mins(10),
        bell: nobody(),
        step: Arc::new(move |ctx, _| {
            step(async move { Ok::<_, StepError>(purge_log(&ctx, keep).await?) })
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

fn nobody() -> Bell {
    Arc::new(|_: Ctx| Box::pin(pending()))
}
