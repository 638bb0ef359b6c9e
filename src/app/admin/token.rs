//! A new token of the admin API.

use super::error::name;
use super::{AdminError, Bearer};
use crate::ctx::Ctx;
use muster_model::connection::{Token, TokenRole};
use muster_model::ids::{AccountId, TokenId};
use muster_store::{ApiToken, Tx, Work};

/// Makes a token of the admin API.
#[derive(Clone, Debug)]
pub struct CreateApiToken {
    account: AccountId,
    name: String,
    role: TokenRole,
    bearer: Bearer,
    hash: String,
}

/// The new token, shown this once.
#[derive(Clone, Debug)]
pub struct CreatedToken {
    /// Its id.
    pub id: TokenId,
    /// The token.
    pub bearer: Bearer,
}

impl CreateApiToken {
    /// Prepares a token with a role.
    pub fn new(ctx: &Ctx, account: AccountId, name: String, role: TokenRole) -> Self {
        let bearer = Bearer::api(ctx);
        Self {
            account,
            name,
            role,
            hash: bearer.hash(ctx),
            bearer,
        }
    }
}

impl Work for CreateApiToken {
    type Output = CreatedToken;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<CreatedToken, AdminError> {
        if tx.accounts().get(self.account).await?.is_none() {
            return Err(AdminError::NoAccount);
        }
        let id = TokenId(tx.next_id());
        let api = ApiToken {
            token: Token {
                id,
                hash: self.hash.clone(),
                created_at: tx.now(),
                expires_at: None,
                revoked_at: None,
            },
            account: self.account,
            name: name(&self.name)?,
            role: self.role,
            last_used_at: None,
        };
        tx.tokens().add_api(&api).await?;
        Ok(CreatedToken {
            id,
            bearer: self.bearer.clone(),
        })
    }
}
