//! `GET /Groups/{id}` (RFC 7644 3.4.1), and how groups read in any answer.

use super::members::ShownGroup;
use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use muster_model::group::Group;
use muster_scim::projection::Selection;
use muster_store::StoreError;
use serde_json::Value;

/// The group that this connection pushes; anybody else's is not found.
pub async fn get_group(ctx: &Ctx, caller: &Caller, id: &str) -> Result<Group, ProvisionError> {
    let id = id.parse().map_err(|_| not_found())?;
    let group = ctx
        .store
        .read()
        .groups()
        .visible(caller.account(), caller.id(), id)
        .await?;
    group.ok_or_else(|| not_found().into())
}

/// Groups as SCIM shows them; without `members` in the selection no member row is read.
pub async fn show_groups(
    ctx: &Ctx,
    caller: &Caller,
    groups: &[Group],
    selection: &Selection,
) -> Result<Vec<Value>, StoreError> {
    let mut shown = Vec::with_capacity(groups.len());
    for group in groups {
        let group = ShownGroup::begin(ctx, caller, group.clone(), selection.clone()).await?;
        shown.push(group.whole().await?);
    }
    Ok(shown)
}

/// Whether the group has more members than an answer to a change should show (decision 7 of the
/// house: 1,000).
pub async fn is_large(ctx: &Ctx, group: &Group) -> Result<bool, ProvisionError> {
    let reads = ctx.store.read();
    Ok(reads.groups().has_more_members_than(group, 1_000).await?)
}
