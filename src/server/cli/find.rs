//! What people name on the command line: accounts by slug, the rest by id.

use super::Failure;
use crate::wire::Opened;
use muster_model::account::Account;
use muster_model::people::Address;

/// The account of a slug.
pub(super) async fn account(opened: &Opened, slug: &str) -> Result<Account, Failure> {
    let found = opened.ctx.store.read().accounts().by_slug(slug).await?;
    found.ok_or_else(|| Failure::failed(format!("there is no account {slug:?}")))
}

/// A mail address, as a flag takes it.
pub(super) fn address(text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(|why| why.to_string())
}
