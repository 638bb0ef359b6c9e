//! Tokens looked up at most once a second, and remembered as used.

use super::{AdminCaller, Caller, authenticate_api, authenticate_connection};
use crate::ctx::Ctx;
use muster_model::ids::TokenId;
use muster_store::StoreError;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Tokens that are remembered at one time.
const REMEMBERED: usize = 10_000;

/// Finds callers by their tokens. What it remembers is never older than it was told: another
/// process' rotation is obeyed within that time.
#[derive(Clone)]
pub struct Authenticator(Arc<Inner>);

struct Inner {
    ctx: Ctx,
    fresh: Duration,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    connections: HashMap<String, (Instant, Caller)>,
    used: HashSet<TokenId>,
}

impl Authenticator {
    /// Remembers a token that was found for so long; zero remembers nothing.
    pub fn new(ctx: Ctx, fresh: Duration) -> Self {
        Self(Arc::new(Inner {
            ctx,
            fresh,
            memory: Mutex::default(),
        }))
    }

    /// The connection that a token opens.
    pub async fn connection(&self, bearer: &str) -> Result<Option<Caller>, StoreError> {
        // The hash stands for the token, so that no memory holds a token.
        let hash = self.0.ctx.key.token_hash(bearer);
        if let Some(caller) = self.remembered(&hash) {
            return Ok(Some(caller));
        }
        let looked = Instant::now();
        let found = authenticate_connection(&self.0.ctx, bearer).await?;
        if let Some(caller) = &found {
            let mut memory = self.memory();
            memory.used.insert(caller.token);
            if memory.connections.len() >= REMEMBERED {
                memory.connections.clear();
            }
            memory.connections.insert(hash, (looked, caller.clone()));
        }
        Ok(found)
    }

    /// The caller behind a token of the admin API.
    pub async fn admin(&self, bearer: &str) -> Result<Option<AdminCaller>, StoreError> {
        let found = authenticate_api(&self.0.ctx, bearer).await?;
        if let Some(caller) = &found {
            self.memory().used.insert(caller.token);
        }
        Ok(found)
    }

    /// The tokens that were used since this was asked last.
    pub fn take_used(&self) -> Vec<TokenId> {
        self.memory().used.drain().collect()
    }

    fn remembered(&self, hash: &str) -> Option<Caller> {
        let now = self.0.ctx.now();
        let memory = self.memory();
        let (looked, caller) = memory.connections.get(hash)?;
        let works = caller.until.is_none_or(|until| now < until);
        (works && looked.elapsed() < self.0.fresh).then(|| caller.clone())
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
