//! What people name on the command line: accounts by slug, the rest by id.

use super::Failure;
use crate::wire::Opened;
use muster_model::account::Account;
use muster_model::people::Address;

/// How many accounts are named to whoever asks for another.
const NAMED: usize = 10;

/// The account of a slug.
pub(super) async fn account(opened: &Opened, slug: &str) -> Result<Account, Failure> {
    let reads = opened.ctx.store.read();
    if let Some(found) = reads.accounts().by_slug(slug).await? {
        return Ok(found);
    }
    let all = reads.accounts().all().await?;
    let known: Vec<&str> = all
        .iter()
        .take(NAMED)
        .map(|one| one.slug.as_str())
        .collect();
    let more = if all.len() > NAMED { ", …" } else { "" };
    Err(Failure::failed(match known.as_slice() {
        [] => format!("there is no account {slug:?}: `muster account create` makes one"),
        known => format!(
            "there is no account {slug:?}; there is {}{more}",
            known.join(", ")
        ),
    }))
}

/// A mail address, as a flag takes it.
pub(super) fn address(text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(|why| why.to_string())
}
