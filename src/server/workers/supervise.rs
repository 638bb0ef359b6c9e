//! Keeping workers alive: an error or a panic is logged, and the loop goes on.

use muster_app::ctx::Ctx;
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// What one step found to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// There may be more: go on at once.
    Some,
    /// There was nothing: wait for the bell.
    Nothing,
}

/// The outcome of one step.
pub type Step = Pin<Box<dyn Future<Output = Result<Worked, Box<dyn Error + Send + Sync>>> + Send>>;

/// What ends a worker's waiting early.
pub type Bell = Arc<dyn Fn(Ctx) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// One loop: it takes a step, and waits when there was nothing to do.
#[derive(Clone)]
pub struct Worker {
    /// Its name in the log.
    pub name: &'static str,
    /// How long it waits when nothing rings.
    pub idle: Duration,
    /// What rings.
    pub bell: Bell,
    /// One step; it finishes what it began even when the server is told to stop.
    pub step: Arc<dyn Fn(Ctx, CancellationToken) -> Step + Send + Sync>,
}

/// The workers of this process.
#[derive(Default)]
pub struct Workers {
    tasks: TaskTracker,
}

impl Workers {
    /// Sets a worker going until `stop`.
    pub fn start(&self, worker: Worker, ctx: Ctx, stop: CancellationToken) {
        let tasks = self.tasks.clone();
        self.tasks.spawn(async move {
            while !stop.is_cancelled() {
                // A task of its own, so that a panic ends the step and not the loop.
                let taken = tasks.spawn((worker.step)(ctx.clone(), stop.clone()));
                let wait = match taken.await {
                    Ok(Ok(Worked::Some)) => continue,
                    Ok(Ok(Worked::Nothing)) => worker.idle,
                    Ok(Err(why)) => {
                        tracing::error!(
                            worker = worker.name,
                            cause = chain(&*why),
                            "a step failed"
                        );
                        worker.idle.max(Duration::from_secs(1))
                    }
                    Err(_) => {
                        tracing::error!(worker = worker.name, "a step met a bug; going on");
                        worker.idle.max(Duration::from_secs(1))
                    }
                };
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = (worker.bell)(ctx.clone()) => {}
                    () = sleep(wait) => {}
                }
            }
        });
    }

    /// Waits until every worker has finished its step, or the time is over.
    pub async fn finish(&self, within: Duration) {
        self.tasks.close();
        if timeout(within, self.tasks.wait()).await.is_err() {
            tracing::warn!(
                "some workers did not finish in time; their leases run out by themselves"
            );
        }
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
