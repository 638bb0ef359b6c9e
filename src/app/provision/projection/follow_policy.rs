//! One step of all that follows a change of the policy.

use super::project::ProjectNext;
use crate::access::CompileStale;
use crate::ctx::Ctx;
use crate::provision::ProvisionError;
use muster_store::Acting;

/// Takes one step after the policies of all accounts; answers whether there was one to take.
///
/// People come first: what they may do is waited for, a new group is not. A step concerns 200
/// people or 100 groups, and what is stored says where the next one begins.
pub async fn follow_policy(ctx: &Ctx) -> Result<bool, ProvisionError> {
    // A look costs nothing; an empty transaction would wake the disk twice a second.
    if ctx.store.read().access().stale_people(1).await?.is_some()
        && ctx.store.perform(Acting::system(), CompileStale).await? > 0
    {
        return Ok(true);
    }
    let waiting = ctx
        .store
        .read()
        .connections()
        .to_project_of_any_account()
        .await?;
    if waiting.is_none() {
        return Ok(false);
    }
    ctx.store.perform(Acting::system(), ProjectNext).await
}
