//! A second live token for a connection; the first ends after a while.

use super::{AdminError, Bearer, may_connect};
use crate::ctx::Ctx;
use muster_model::clock::Timestamp;
use muster_model::connection::Token;
use muster_model::ids::{ConnectionId, TokenId};
use muster_store::{Tx, Work};
use std::time::Duration;

/// Gives a connection another token.
#[derive(Clone, Debug)]
pub struct RotateConnection {
    connection: ConnectionId,
    bearer: Bearer,
    hash: String,
    lifetime: Duration,
    overlap: Duration,
}

/// The new token, shown this once, and the end of the old ones.
#[derive(Clone, Debug)]
pub struct Rotated {
    /// The new token.
    pub bearer: Bearer,
    /// Until when the new token works.
    pub expires_at: Timestamp,
    /// Until when the older ones work at most.
    pub previous_expires_at: Timestamp,
}

impl RotateConnection {
    /// Prepares a token that works for so long, beside the older ones for so long.
    pub fn new(ctx: &Ctx, connection: ConnectionId, lifetime: Duration, overlap: Duration) -> Self {
        let bearer = Bearer::scim(ctx);
        Self {
            connection,
            hash: bearer.hash(ctx),
            bearer,
            lifetime,
            overlap,
        }
    }
}

impl Work for RotateConnection {
    type Output = Rotated;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Rotated, AdminError> {
        let found = tx.connections().of_any_account(self.connection).await?;
        let connection = found.ok_or(AdminError::NoConnection)?;
        may_connect(tx, &connection).await??;
        let now = tx.now();
        let previous_expires_at = now.plus(self.overlap);
        tx.tokens()
            .end_at(connection.id, now, previous_expires_at)
            .await?;
        let expires_at = now.plus(self.lifetime);
        let token = Token {
            id: TokenId(tx.next_id()),
            hash: self.hash.clone(),
            created_at: now,
            expires_at: Some(expires_at),
            revoked_at: None,
        };
        tx.tokens().add(connection.id, &token).await?;
        tx.connections()
            .note_token(&connection, token.id, false)
            .await?;
        Ok(Rotated {
            bearer: self.bearer.clone(),
            expires_at,
            previous_expires_at,
        })
    }
}
