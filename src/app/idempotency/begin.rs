//! Claiming a key, or finding what came under it before.

use super::finish::{KeptReply, vault_words};
use crate::ctx::Ctx;
use crate::error::Kind;
use crate::vault::{NotSealed, Vault};
use muster_model::clock::Timestamp;
use muster_model::ids::AccountId;
use muster_store::{Acting, Retry, StoreError, Tx, Work};
use std::time::Duration;

/// How long a key is remembered.
const REMEMBERED: Duration = Duration::from_hours(24);

/// After how long at least a request that never ended is taken for dead.
const DEAD_AFTER: Duration = Duration::from_mins(2);

/// After how long a request that never ended is taken for dead where an answer may take so long. What
/// the last moment began may wait for the database as long again, and nobody hangs it up.
fn dead_after(request_timeout: Duration) -> Duration {
    DEAD_AFTER.max(request_timeout * 2)
}

/// What a request under a key is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is the first: do it, and keep the answer.
    First(Once),
    /// It was done: this was the answer.
    Again(KeptReply),
}

/// A key that this request has claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    pub(super) account: AccountId,
    pub(super) key: String,
    pub(super) began_at: Timestamp,
}

/// Why a request under a key is not done.
#[derive(Debug, thiserror::Error)]
pub enum OnceError {
    /// The key came with another request.
    #[error("this Idempotency-Key was used for another request within 24 hours")]
    Other,
    /// The first request still runs.
    #[error("the first request with this Idempotency-Key is still running")]
    Running,
    /// What was kept does not open.
    #[error(transparent)]
    Sealed(#[from] NotSealed),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl OnceError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Other => Kind::Unprocessable,
            Self::Running => Kind::Conflict,
            Self::Sealed(_) => Kind::Internal,
            Self::Store(error) => crate::admin::store_kind(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Other => "request.idempotency_other",
            Self::Running => "request.idempotency_running",
            Self::Sealed(_) | Self::Store(_) => "server.store",
        }
    }
}

impl Retry for OnceError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}

/// Claims a key for the request of this hash, or answers what it was answered before. A request that
/// may take `request_timeout` is taken for dead long after that.
pub async fn begin_once(
    ctx: &Ctx,
    account: AccountId,
    key: &str,
    request: String,
    request_timeout: Duration,
) -> Result<Begun, OnceError> {
    let work = Begin {
        account,
        key: key.to_owned(),
        request,
        dead_after: dead_after(request_timeout),
    };
    match ctx.store.perform(Acting::system(), work).await? {
        Found::Claimed(once) => Ok(Begun::First(once)),
        Found::Kept(sealed) => {
            let opened = Vault::new(&ctx.key)?.open_about(&vault_words(account, key), &sealed)?;
            Ok(Begun::Again(KeptReply::read(&opened)?))
        }
    }
}

struct Begin {
    account: AccountId,
    key: String,
    request: String,
    dead_after: Duration,
}

enum Found {
    Claimed(Once),
    Kept(String),
}

impl Work for Begin {
    type Output = Found;
    type Error = OnceError;

    async fn run(&self, tx: &mut Tx) -> Result<Found, OnceError> {
        let (answers, now) = (tx.kept_answers(), tx.now());
        if let Some(known) = answers.get(self.account, &self.key).await? {
            let age = Duration::from_micros(now.0.saturating_sub(known.began_at.0).unsigned_abs());
            let is_over = age >= REMEMBERED || (known.sealed.is_none() && age >= self.dead_after);
            match known.sealed {
                _ if is_over => {
                    answers
                        .let_go(self.account, &self.key, known.began_at)
                        .await?;
                }
                _ if known.request != self.request => return Err(OnceError::Other),
                Some(sealed) => return Ok(Found::Kept(sealed)),
                None => return Err(OnceError::Running),
            }
        }
        let claimed = answers.claim(self.account, &self.key, &self.request, now);
        if !claimed.await? {
            return Err(OnceError::Running);
        }
        Ok(Found::Claimed(Once {
            account: self.account,
            key: self.key.clone(),
            began_at: now,
        }))
    }
}
