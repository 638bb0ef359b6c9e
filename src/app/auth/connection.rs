//! Tokens of connections: `mus_scim_…`, and the access tokens of their OAuth clients.

use super::access_token::by_access_token;
use crate::ctx::Ctx;
use crate::schemas::kinds_to_write;
use muster_model::account::Account;
use muster_model::actor::Actor;
use muster_model::clock::Timestamp;
use muster_model::connection::Connection;
use muster_model::ids::{PersonId, TokenId};
use muster_scim::schema::Kinds;
use muster_store::{Acting, StoreError};
use std::sync::Arc;

/// A directory that showed a token which works: the token names the connection, and the
/// connection names the account.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The token that was shown; of an access token, the client that asked for it.
    pub token: TokenId,
    /// Whose people it reaches.
    pub account: Account,
    /// The connection it belongs to.
    pub connection: Connection,
    /// The resource types of its account.
    pub kinds: Arc<Kinds>,
    /// Until when it is known that the token works; nothing for ever.
    pub until: Option<Timestamp>,
    /// The person behind an access token, who is `/Me` (RFC 7644 3.11).
    pub person: Option<PersonId>,
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
            put: None,
        }
    }
}

/// Finds the connection that a bearer token opens now; nothing when no token looks like it.
pub async fn authenticate_connection(
    ctx: &Ctx,
    bearer: &str,
) -> Result<Option<Caller>, StoreError> {
    let found = if bearer.starts_with("mus_scim_") {
        by_token(ctx, bearer).await?
    } else {
        by_access_token(ctx, bearer).await?
    };
    let Some((shown, connection)) = found else {
        return Ok(None);
    };
    let reads = ctx.store.read();
    let account = reads.accounts().get(connection.account).await?;
    let mut kinds = kinds_to_write(&reads, connection.account).await?;
    if connection.projection {
        kinds = Arc::new(kinds.projecting());
    }
    if connection.entitlements {
        kinds = Arc::new(kinds.entitling());
    }
    Ok(account.map(|account| Caller {
        token: shown.token,
        account,
        connection,
        kinds,
        until: shown.until,
        person: shown.person,
    }))
}

/// What is known of a token that works, beside its connection.
pub(super) struct Shown {
    pub(super) token: TokenId,
    pub(super) until: Option<Timestamp>,
    pub(super) person: Option<PersonId>,
}

/// The token is looked up by its keyed hash, so the time that the look-up takes tells nothing
/// about the tokens that exist.
async fn by_token(ctx: &Ctx, bearer: &str) -> Result<Option<(Shown, Connection)>, StoreError> {
    if bearer.len() > 128 {
        return Ok(None);
    }
    let hash = ctx.key.token_hash(bearer);
    let reads = ctx.store.read();
    let found = reads.tokens().connection(&hash, ctx.now()).await?;
    Ok(found.map(|(token, connection)| {
        let shown = Shown {
            token: token.id,
            until: token.expires_at,
            person: None,
        };
        (shown, connection)
    }))
}
