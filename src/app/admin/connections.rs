//! The connections of an account, without secrets.

use super::AdminError;
use crate::ctx::Ctx;
use muster_model::connection::{Connection, Token};
use muster_model::ids::{AccountId, ConnectionId};
use muster_store::StoreError;

/// A connection as its administrator sees it.
#[derive(Clone, Debug)]
pub struct ConnectionShown {
    /// The connection.
    pub connection: Connection,
    /// Its tokens that are not taken back, newest first; their hashes are nobody's business.
    pub tokens: Vec<Token>,
}

/// The connections of an account, oldest first.
pub async fn list_connections(
    ctx: &Ctx,
    account: AccountId,
) -> Result<Vec<ConnectionShown>, StoreError> {
    let reads = ctx.store.read();
    let mut shown = Vec::new();
    for connection in reads.connections().list(account).await? {
        let tokens = reads.tokens().of_connection(connection.id).await?;
        shown.push(ConnectionShown { connection, tokens });
    }
    Ok(shown)
}

/// One connection of an account.
pub async fn show_connection(
    ctx: &Ctx,
    account: AccountId,
    id: ConnectionId,
) -> Result<ConnectionShown, AdminError> {
    let reads = ctx.store.read();
    let found = reads.connections().get(account, id).await?;
    let connection = found.ok_or(AdminError::NoConnection)?;
    let tokens = reads.tokens().of_connection(connection.id).await?;
    Ok(ConnectionShown { connection, tokens })
}
