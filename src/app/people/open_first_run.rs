//! Looking at the one-time link of the first run.

use super::error::LinkError;
use crate::ctx::Ctx;
use muster_model::account::Account;
use muster_model::ids::AccountId;
use muster_model::people::Refusal;
use muster_model::secret::Purpose;

/// The version that the link of the first run is made with: it is never sent again.
const VERSION: i32 = 1;

/// The link that lets somebody become the first owner of an account. Whoever starts the server
/// sees it, and nobody else.
pub fn first_run_link(ctx: &Ctx, account: AccountId) -> String {
    ctx.mailed_link("activate/first", Purpose::FirstRun, account.0, VERSION)
}

/// Opens the link of the first run: it opens while the account has no owner.
pub async fn open_first_run(ctx: &Ctx, code: &str) -> Result<Account, LinkError> {
    let opened = ctx.key.open_link(Purpose::FirstRun, code);
    let (id, _) = opened.ok_or(LinkError::Unknown)?;
    let reads = ctx.store.read();
    let account = reads.accounts().get(AccountId(id)).await?;
    let account = account.ok_or(LinkError::Unknown)?;
    if reads.people().owners(account.id).await?.is_empty() {
        Ok(account)
    } else {
        Err(Refusal::LinkDead.into())
    }
}
