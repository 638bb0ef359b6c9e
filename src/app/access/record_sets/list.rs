//! The record sets of an account and how many people have them.

use crate::access::census::Census;
use crate::access::edit::EditError;
use crate::ctx::Ctx;
use muster_model::access::RecordSet;
use muster_model::ids::{AccountId, RecordSetId};

/// A record set as people look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSetView {
    /// The record set.
    pub set: RecordSet,
    /// How many people reach what it says; nothing where there are too many to count.
    pub people: Option<u64>,
}

/// Every record set by name, and the version of the policy.
pub async fn list_record_sets(
    ctx: &Ctx,
    account: AccountId,
) -> Result<(Vec<RecordSetView>, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let census = Census::of(ctx, account).await?;
    let all = policy.record_sets.into_iter();
    let all = all.map(|set| view(set, census.as_ref()));
    Ok((all.collect(), policy.version))
}

/// One record set, and the version of the policy.
pub async fn show_record_set(
    ctx: &Ctx,
    account: AccountId,
    id: RecordSetId,
) -> Result<(RecordSetView, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let set = policy.record_set(id).cloned();
    let set = set.ok_or(EditError::NotFound("record set"))?;
    let census = Census::of(ctx, account).await?;
    Ok((view(set, census.as_ref()), policy.version))
}

fn view(set: RecordSet, census: Option<&Census>) -> RecordSetView {
    RecordSetView {
        people: census.map(|census| census.record_set(&set.name)),
        set,
    }
}
