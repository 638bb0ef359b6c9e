//! What can be allowed in an account.

use super::edit::EditError;
use crate::ctx::Ctx;
use muster_model::access::Catalogue;
use muster_model::ids::AccountId;

/// The modules with their actions and the entity types of an account, each by name.
pub async fn list_modules(ctx: &Ctx, account: AccountId) -> Result<Catalogue, EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    Ok(policy.catalogue)
}
