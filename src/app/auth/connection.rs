//! Tokens of connections: `mus_scim_…`.

use crate::ctx::Ctx;
use muster_model::account::Account;
use muster_model::actor::Actor;
use muster_model::connection::Connection;
use muster_model::ids::TokenId;
use muster_scim::schema::Kinds;
use muster_store::{Acting, StoreError};
use std::sync::Arc;

/// A directory that showed a token which works: the token names the connection, and the
/// connection names the account.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The token that was shown.
    pub token: TokenId,
    /// Whose people it reaches.
    pub account: Account,
    /// The connection it belongs to.
    pub connection: Connection,
    /// The resource types of its account.
    pub kinds: Arc<Kinds>,
}

impl Caller {
    /// On whose behalf its use cases run.
    pub fn acting(&self, request_id: &str) -> Acting {
        Acting {
            account: Some(self.account.id),
            actor: Actor::Connection {
                id: self.connection.id,
                name: self.connection.name.clone(),
            },
            connection: Some(self.connection.id),
            request_id: Some(request_id.to_owned()),
        }
    }
}

/// Finds the connection that a bearer token opens now; nothing when no token looks like it.
///
/// The token is looked up by its keyed hash, so the time that the look-up takes tells nothing
/// about the tokens that exist.
pub async fn authenticate_connection(
    ctx: &Ctx,
    bearer: &str,
) -> Result<Option<Caller>, StoreError> {
    if !bearer.starts_with("mus_scim_") || bearer.len() > 128 {
        return Ok(None);
    }
    let hash = ctx.key.token_hash(bearer);
    let reads = ctx.store.read();
    let Some((token, connection)) = reads.tokens().connection(&hash, ctx.now()).await? else {
        return Ok(None);
    };
    let account = reads.accounts().get(connection.account).await?;
    Ok(account.map(|account| Caller {
        token: token.id,
        account,
        connection,
        kinds: Kinds::built_in(),
    }))
}
