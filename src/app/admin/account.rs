//! A new tenant.

use super::AdminError;
use super::error::name;
use crate::access::{Preset, seed_roles};
use muster_model::account::{Account, parse_slug};
use muster_model::ids::AccountId;
use muster_store::{Tx, Work};

/// Makes an account.
#[derive(Clone, Debug)]
pub struct CreateAccount {
    /// Its short name in commands and links.
    pub slug: String,
    /// Its name as people read it.
    pub name: String,
    /// The bundled access file that it starts from.
    pub preset: Option<Preset>,
}

impl Work for CreateAccount {
    type Output = Account;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Account, AdminError> {
        let account = Account {
            id: AccountId(tx.next_id()),
            slug: parse_slug(&self.slug)?,
            name: name(&self.name)?,
            preset: self.preset.map(|preset| preset.as_str().to_owned()),
            policy_version: 1,
            created_at: tx.now(),
        };
        if tx.accounts().by_slug(&account.slug).await?.is_some() {
            return Err(AdminError::SlugTaken);
        }
        tx.accounts().insert(&account).await?;
        seed_roles(tx, account.id, self.preset).await?;
        Ok(account)
    }
}
