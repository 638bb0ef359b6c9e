//! `POST /Bulk` (RFC 7644 3.7): each operation is a use case of its own, with its own transaction
//! and its own events, as if it had come alone.

use super::{Caller, ProvisionError, make_change};
use crate::auth::Authenticator;
use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_scim::bulk::{BulkRequest, Made, Processed, Run};
use muster_scim::call::{Call, Method};
use muster_scim::error::Error as ScimError;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::timeout;

/// An operation of a Bulk request after it was tried.
#[derive(Clone, Debug)]
pub struct Ran {
    /// What became of it.
    pub processed: Processed,
    /// What was ignored, protected or remembered for later, for the provisioning log.
    pub notes: Vec<String>,
    /// How long it took, in microseconds.
    pub took_us: i64,
}

/// The token that a Bulk request came with, and who looks it up.
#[derive(Clone, Copy)]
pub struct Token<'a> {
    /// Looks at it again when it has not done so for a second.
    pub auth: &'a Authenticator,
    /// The token as it was sent.
    pub bearer: &'a str,
}

impl Token<'_> {
    /// Refuses with 401 once the token opens nothing any more.
    async fn check(&self) -> Result<(), ProvisionError> {
        match self.auth.connection(self.bearer).await? {
            Some(_) => Ok(()),
            None => Err(ScimError::unauthorized("the token was taken back meanwhile").into()),
        }
    }
}

/// How long a Bulk request may go on.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    /// Then no further operation is begun.
    pub begin: Timestamp,
    /// Then the one under way is not waited for any longer.
    pub wait: Timestamp,
}

/// A Bulk request under way.
///
/// Whoever drops its future in the middle can still [`finish`](Self::finish) it.
#[derive(Debug)]
pub struct BulkRun {
    run: Run,
    told: BTreeMap<usize, (Vec<String>, i64)>,
    trying: Option<usize>,
}

impl BulkRun {
    /// Begins nothing yet.
    pub fn new(request: BulkRequest) -> Self {
        Self {
            run: Run::new(request),
            told: BTreeMap::new(),
            trying: None,
        }
    }

    /// Tries the operations one at a time: the outcome is that of the same requests sent one by one.
    ///
    /// It ends in time, so that the client hears what was done and what it has to send again.
    ///
    /// A token that is taken back meanwhile opens nothing more: what is left is answered with 401.
    pub async fn go_on(&mut self, ctx: &Ctx, caller: &Caller, token: &Token<'_>, until: Until) {
        loop {
            let began = ctx.now();
            if began >= until.begin {
                return;
            }
            // Before the operation counts as tried: who hangs up now has begun nothing.
            let allowed = token.check().await;
            let Some((index, call)) = self.run.next_call() else {
                return;
            };
            self.trying = Some(index);
            let change = async {
                allowed?;
                make(ctx, caller, call).await
            };
            let made = timeout(between(began, until.wait), change).await;
            let made = made.unwrap_or_else(|_| Err(not_waited_for().into()));
            self.trying = None;
            let (notes, took_us) = self.told.entry(index).or_default();
            *took_us += ctx.now().0 - began.0;
            let made = made.map(|(made, more)| {
                notes.extend(more);
                made
            });
            self.run.settle(index, made.map_err(ProvisionError::told));
        }
    }

    /// Every operation that was tried, in the order of the request.
    pub fn finish(mut self) -> Vec<Ran> {
        if let Some(index) = self.trying {
            self.run.settle(index, Err(not_waited_for()));
        }
        let processed = self.run.finish().into_iter();
        let ran = processed.map(|processed| {
            let (notes, took_us) = self.told.remove(&processed.index).unwrap_or_default();
            Ran {
                processed,
                notes,
                took_us,
            }
        });
        ran.collect()
    }
}

/// Makes one change; answers what the run wants to know of it, and what the log does.
async fn make(
    ctx: &Ctx,
    caller: &Caller,
    call: Call,
) -> Result<(Made, Vec<String>), ProvisionError> {
    let method = call.method;
    let done = make_change(ctx, caller, call).await?;
    let made = Made {
        version: done.version(),
        // The change is made, whether this can be looked up or not.
        quiet: method == Method::Patch
            && done.is_quiet(ctx, caller, false).await.unwrap_or_default(),
        id: done.id,
    };
    Ok((made, done.notes))
}

/// A use case that was begun is never stopped half way: it may well be committed later.
fn not_waited_for() -> ScimError {
    let detail = "it took too long and may still be done; look before you send it again";
    ScimError::new(503, detail)
}

fn between(from: Timestamp, to: Timestamp) -> Duration {
    let micros = u64::try_from(to.0 - from.0).unwrap_or_default();
    Duration::from_micros(micros)
}
