//! Tokens of the admin API: `mus_api_…`.

use crate::ctx::Ctx;
use muster_model::actor::Actor;
use muster_model::connection::TokenRole;
use muster_model::ids::{AccountId, TokenId};
use muster_store::{Acting, StoreError};

/// A program that showed a token of the admin API which works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminCaller {
    /// The token that was shown.
    pub token: TokenId,
    /// What people call the token.
    pub name: String,
    /// Whose people it reaches.
    pub account: AccountId,
    /// What it may do.
    pub role: TokenRole,
}

impl AdminCaller {
    /// On whose behalf its use cases run.
    pub fn acting(&self, request_id: &str) -> Acting {
        Acting {
            account: Some(self.account),
            actor: Actor::Token {
                id: self.token,
                name: self.name.clone(),
            },
            connection: None,
            request_id: Some(request_id.to_owned()),
            put: None,
        }
    }
}

/// Finds the caller behind a token of the admin API; nothing when no token looks like it.
pub async fn authenticate_api(ctx: &Ctx, bearer: &str) -> Result<Option<AdminCaller>, StoreError> {
    if !bearer.starts_with("mus_api_") || bearer.len() > 128 {
        return Ok(None);
    }
    let hash = ctx.key.token_hash(bearer);
    let found = ctx.store.read().tokens().api(&hash, ctx.now()).await?;
    Ok(found.map(|api| AdminCaller {
        token: api.token.id,
        name: api.name,
        account: api.account,
        role: api.role,
    }))
}
