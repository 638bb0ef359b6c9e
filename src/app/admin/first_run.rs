//! The first start on an empty database: an account, a connection, a link.

use super::{AdminError, CreateAccount, CreateConnection, CreatedConnection};
use crate::ctx::Ctx;
use crate::people::first_run_link;
use muster_model::account::Account;
use muster_scim::profile::Profile;
use muster_store::{Acting, Tx, Work};
use std::time::Duration;

/// What a first start made.
#[derive(Clone, Debug)]
pub struct FirstRun {
    /// The account `default`.
    pub account: Account,
    /// The connection `first`.
    pub created: CreatedConnection,
    /// The one-time link on which the first owner chooses a password.
    pub link: String,
}

/// Makes the account `default` with a connection `first`, unless there is any account already.
pub async fn begin_first_run(
    ctx: &Ctx,
    lifetime: Duration,
) -> Result<Option<FirstRun>, AdminError> {
    if ctx.store.read().accounts().any().await? {
        return Ok(None);
    }
    let work = Begin {
        ctx: ctx.clone(),
        lifetime,
    };
    let made = match ctx.store.perform(Acting::system(), work).await {
        // Another replica was quicker: then its banner is the one.
        Err(AdminError::SlugTaken) => return Ok(None),
        made => made?,
    };
    Ok(made.map(|(account, created)| FirstRun {
        link: first_run_link(ctx, account.id),
        account,
        created,
    }))
}

struct Begin {
    ctx: Ctx,
    lifetime: Duration,
}

impl Work for Begin {
    type Output = Option<(Account, CreatedConnection)>;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Output, AdminError> {
        if tx.accounts().any().await? {
            return Ok(None);
        }
        let account = CreateAccount {
            slug: "default".to_owned(),
            name: "Default".to_owned(),
            preset: None,
            owner: None,
        };
        let (account, _) = account.run(tx).await?;
        let (name, profile) = ("first".to_owned(), Profile::Lenient);
        let first = CreateConnection::new(&self.ctx, account.id, name, profile, self.lifetime);
        let created = first.run(tx).await?;
        Ok(Some((account, created)))
    }
}
