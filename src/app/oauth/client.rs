//! The clients of a connection: listed, and taken back.

use super::ClientError;
use crate::ctx::Ctx;
use muster_model::ids::{ConnectionId, OAuthClientId};
use muster_model::oauth::OAuthClient;
use muster_store::{Acting, Tx, Work};

/// The clients of a connection, oldest first, without their secrets.
pub async fn list_clients(
    ctx: &Ctx,
    connection: ConnectionId,
) -> Result<Vec<OAuthClient>, ClientError> {
    let reads = ctx.store.read();
    let known = reads.connections().of_any_account(connection).await?;
    let connection = known.ok_or(ClientError::NoConnection)?;
    Ok(reads.oauth_clients().of_connection(connection.id).await?)
}

/// Takes a client back; its access tokens are refused at once.
pub async fn revoke_client(
    ctx: &Ctx,
    acting: Acting,
    client: OAuthClientId,
) -> Result<(), ClientError> {
    ctx.store.perform(acting, RevokeClient(client)).await
}

struct RevokeClient(OAuthClientId);

impl Work for RevokeClient {
    type Output = ();
    type Error = ClientError;

    async fn run(&self, tx: &mut Tx) -> Result<(), ClientError> {
        let found = tx.oauth_clients().get(self.0).await?;
        let client = found.ok_or(ClientError::NoClient)?;
        tx.oauth_clients().revoke(client.id, tx.now()).await?;
        // A revoked connection took its clients along: there is nobody left to tell.
        if let Some(connection) = tx.connections().of_any_account(client.connection).await? {
            tx.connections()
                .note_client(&connection, client.id, true)
                .await?;
        }
        Ok(())
    }
}
