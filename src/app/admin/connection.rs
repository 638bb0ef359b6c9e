//! A new connection, with its first token.

use super::error::name;
use super::may_connect::may_have_directories;
use super::{AdminError, Bearer};
use crate::ctx::Ctx;
use muster_model::access::Ownership;
use muster_model::clock::Timestamp;
use muster_model::connection::{Connection, Token};
use muster_model::ids::{AccountId, ConnectionId, TokenId};
use muster_scim::profile::Profile;
use muster_store::{Tx, Work};
use std::time::Duration;

/// Connects an identity provider or HR feed to an account.
#[derive(Clone, Debug)]
pub struct CreateConnection {
    account: AccountId,
    name: String,
    profile: Profile,
    bearer: Bearer,
    hash: String,
    lifetime: Duration,
}

/// What somebody who connects a directory needs; the token is shown this once.
#[derive(Clone, Debug)]
pub struct CreatedConnection {
    /// The connection.
    pub connection: Connection,
    /// Its token.
    pub bearer: Bearer,
    /// Until when the token works.
    pub expires_at: Timestamp,
}

impl CreateConnection {
    /// Prepares a connection whose token works for so long.
    pub fn new(
        ctx: &Ctx,
        account: AccountId,
        name: String,
        profile: Profile,
        lifetime: Duration,
    ) -> Self {
        let bearer = Bearer::scim(ctx);
        Self {
            account,
            name,
            profile,
            hash: bearer.hash(ctx),
            bearer,
            lifetime,
        }
    }
}

impl Work for CreateConnection {
    type Output = CreatedConnection;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<CreatedConnection, AdminError> {
        if tx.accounts().get(self.account).await?.is_none() {
            return Err(AdminError::NoAccount);
        }
        may_have_directories(tx, self.account).await??;
        let connection = Connection {
            id: ConnectionId(tx.next_id()),
            account: self.account,
            name: name(&self.name)?,
            profile: self.profile.to_string(),
            adopt: false,
            privileged: false,
            ownership: Ownership::default(),
            over_humans: false,
            version: 1,
            projection: false,
            entitlements: false,
            created_at: tx.now(),
        };
        let known = tx.connections().list(self.account).await?;
        if known.iter().any(|other| other.name == connection.name) {
            return Err(AdminError::NameTaken);
        }
        tx.connections().insert(&connection).await?;
        let expires_at = tx.now().plus(self.lifetime);
        let token = Token {
            id: TokenId(tx.next_id()),
            hash: self.hash.clone(),
            created_at: tx.now(),
            expires_at: Some(expires_at),
            revoked_at: None,
        };
        tx.tokens().add(connection.id, &token).await?;
        Ok(CreatedConnection {
            connection,
            bearer: self.bearer.clone(),
            expires_at,
        })
    }
}
