//! The fleet groups of an account and how many people see them.

use crate::access::census::Census;
use crate::access::edit::EditError;
use crate::ctx::Ctx;
use muster_model::access::{FleetGroup, FleetTree};
use muster_model::ids::{AccountId, FleetGroupId};

/// A fleet group as people look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetGroupView {
    /// The group.
    pub group: FleetGroup,
    /// How many groups it lies below: 0 at the top.
    pub depth: usize,
    /// How many people see it; nothing where there are too many to count,
    /// and while more than 200 are compiled anew.
    pub people: Option<u64>,
}

/// Every fleet group, each after the one that it is part of, and the version of the policy.
pub async fn list_fleet_groups(
    ctx: &Ctx,
    account: AccountId,
) -> Result<(Vec<FleetGroupView>, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let census = Census::of(ctx, account).await?;
    let all = downwards(&policy.fleet);
    let all = all.into_iter();
    let all = all.map(|(group, depth)| view(group, depth, census.as_ref()));
    Ok((all.collect(), policy.version))
}

/// One fleet group, and the version of the policy.
pub async fn show_fleet_group(
    ctx: &Ctx,
    account: AccountId,
    id: FleetGroupId,
) -> Result<(FleetGroupView, i64), EditError> {
    let policy = ctx.store.read().access().policy(account).await?;
    let group = policy.fleet.get(id);
    let group = group.ok_or(EditError::NotFound("fleet group"))?;
    let census = Census::of(ctx, account).await?;
    let mut depth = 0;
    let mut above = group.parent;
    while let Some(parent) = above.and_then(|id| policy.fleet.get(id)) {
        depth += 1;
        above = parent.parent;
    }
    Ok((view(group, depth, census.as_ref()), policy.version))
}

/// Each group after the one that it is part of, by name within it, and how deep it lies.
fn downwards(fleet: &FleetTree) -> Vec<(&FleetGroup, usize)> {
    let below = |parent, depth| {
        let groups: Vec<_> = fleet.below(parent).map(|group| (group, depth)).collect();
        groups.into_iter().rev()
    };
    let mut waiting: Vec<_> = below(None, 0).collect();
    let mut all = Vec::new();
    while let Some((group, depth)) = waiting.pop() {
        all.push((group, depth));
        waiting.extend(below(Some(group.id), depth + 1));
    }
    all
}

fn view(group: &FleetGroup, depth: usize, census: Option<&Census>) -> FleetGroupView {
    FleetGroupView {
        group: group.clone(),
        depth,
        people: census.map(|census| census.fleet_group(group.id)),
    }
}
