//! What every handler can reach.

use crate::layers::Limiter;
use axum::extract::FromRef;
use muster_app::auth::Authenticator;
use muster_app::ctx::Ctx;
use muster_app::log::RequestLogSender;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// What every handler can reach; cloning it is cheap.
#[derive(Clone)]
pub struct WebState {
    /// The use cases' surroundings.
    pub ctx: Ctx,
    /// Where the rows of the provisioning log go.
    pub log: RequestLogSender,
    /// Who knows whose token it is.
    pub auth: Authenticator,
    /// How fast a connection token may ask; nothing when there is no limit.
    pub limiter: Option<Arc<Limiter>>,
    /// How long an answer may take.
    pub request_timeout: Duration,
    /// Told when the server stops: who waits for news is let go.
    pub stopping: CancellationToken,
    /// How long the tokens of connections work.
    pub terms: TokenTerms,
    /// Whether people from elsewhere reach this server.
    pub production: bool,
}

impl FromRef<WebState> for Ctx {
    fn from_ref(state: &WebState) -> Self {
        state.ctx.clone()
    }
}

/// How long the tokens of connections work.
#[derive(Clone, Copy, Debug)]
pub struct TokenTerms {
    /// A new one.
    pub lifetime: Duration,
    /// The older ones after a rotation.
    pub overlap: Duration,
}

impl Default for TokenTerms {
    /// A year, and a week beside the next one.
    fn default() -> Self {
        Self {
            lifetime: Duration::from_hours(365 * 24),
            overlap: Duration::from_hours(7 * 24),
        }
    }
}
