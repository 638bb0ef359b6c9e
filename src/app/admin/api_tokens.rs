//! The tokens of the admin API, without secrets, and their end.

use super::AdminError;
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, TokenId};
use muster_store::{ApiToken, StoreError, Tx, Work};

/// The tokens of an account that are not taken back, oldest first.
pub async fn list_api_tokens(ctx: &Ctx, account: AccountId) -> Result<Vec<ApiToken>, StoreError> {
    ctx.store.read().tokens().of_account(account).await
}

/// Takes back a token of the admin API, also the one that asks for it.
#[derive(Clone, Debug)]
pub struct RevokeApiToken {
    /// Whose token.
    pub account: AccountId,
    /// Which token.
    pub token: TokenId,
}

impl Work for RevokeApiToken {
    type Output = ();
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<(), AdminError> {
        let tokens = tx.tokens();
        if tokens
            .revoke_api(self.account, self.token, tx.now())
            .await?
        {
            Ok(())
        } else {
            Err(AdminError::NoToken)
        }
    }
}
