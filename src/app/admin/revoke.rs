//! The end of what a connection can be entered with, at once.

use super::AdminError;
use muster_model::ids::{ConnectionId, OAuthClientId, TokenId};
use muster_store::{Tx, Work};

/// Takes back the tokens of a connection and its OAuth clients, or one of its tokens.
///
/// The connection stays, with everybody whom it provisioned: another token opens it again.
#[derive(Clone, Debug)]
pub struct RevokeConnection {
    /// Which connection.
    pub connection: ConnectionId,
    /// Only this token; nothing for all there is.
    pub token: Option<TokenId>,
}

/// What was taken back; what had ended before is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// The tokens.
    pub tokens: Vec<TokenId>,
    /// The OAuth clients, whose access tokens end with them.
    pub clients: Vec<OAuthClientId>,
}

impl Work for RevokeConnection {
    type Output = Revoked;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Revoked, AdminError> {
        let found = tx.connections().of_any_account(self.connection).await?;
        let connection = found.ok_or(AdminError::NoConnection)?;
        let now = tx.now();
        let tokens = tx.tokens().revoke(connection.id, self.token, now).await?;
        if self.token.is_some() && tokens.is_empty() {
            return Err(AdminError::NoToken);
        }
        for token in &tokens {
            tx.connections()
                .note_token(&connection, *token, true)
                .await?;
        }
        let mut clients = Vec::new();
        if self.token.is_none() {
            for client in tx.oauth_clients().of_connection(connection.id).await? {
                tx.oauth_clients().revoke(client.id, now).await?;
                tx.connections()
                    .note_client(&connection, client.id, true)
                    .await?;
                clients.push(client.id);
            }
        }
        Ok(Revoked { tokens, clients })
    }
}
