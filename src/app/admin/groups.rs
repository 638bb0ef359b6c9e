//! Directory groups, as the admin API shows them.

use super::PeopleError;
use crate::ctx::Ctx;
use muster_model::group::{Group, Member};
use muster_model::ids::{AccountId, GroupId};
use muster_store::StoreError;
use uuid::Uuid;

/// The groups of an account after this one, by id.
pub async fn list_groups(
    ctx: &Ctx,
    account: AccountId,
    after: Option<GroupId>,
    limit: u64,
) -> Result<Vec<Group>, StoreError> {
    ctx.store.read().groups().list(account, after, limit).await
}

/// One group of an account.
pub async fn show_group(ctx: &Ctx, account: AccountId, id: GroupId) -> Result<Group, PeopleError> {
    let found = ctx.store.read().groups().get(account, id).await?;
    found.ok_or(PeopleError::NoGroup)
}

/// The members of a group after this one, by id.
pub async fn list_members(
    ctx: &Ctx,
    (account, id): (AccountId, GroupId),
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Member>, PeopleError> {
    let group = show_group(ctx, account, id).await?;
    Ok(ctx
        .store
        .read()
        .groups()
        .members(&group, after, limit)
        .await?)
}
