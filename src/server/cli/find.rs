//! What people name on the command line: accounts by slug, the rest by id.

use super::Failure;
use crate::wire::Opened;
use muster_model::account::Account;

/// The account of a slug.
pub(super) async fn account(opened: &Opened, slug: &str) -> Result<Account, Failure> {
    let found = opened.ctx.store.read().accounts().by_slug(slug).await?;
    found.ok_or_else(|| Failure::failed(format!("there is no account {slug:?}")))
}
