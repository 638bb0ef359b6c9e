//! A stretch of what the account has: what is looked at in one step, and where the next one begins.

use muster_model::access::{Policy, Projected};
use muster_model::ids::{AccountId, ConnectionId};
use muster_store::{ProjectedGroup, StoreError, Tx};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How much one step looks at.
pub(super) const STEP: usize = 100;

/// What there shall be and what there is, for a stretch of roles, workspaces and fleet groups, in
/// the order of their ids.
pub(super) struct Stretch {
    /// What there shall be, each with the name of its group.
    pub(super) wanted: BTreeMap<Uuid, (Projected, String)>,
    /// The groups there are.
    pub(super) held: Vec<ProjectedGroup>,
    /// The last that was looked at; nothing when it is all.
    pub(super) end: Option<Uuid>,
}

impl Stretch {
    /// The next stretch after this id; without a policy there shall be nothing.
    pub(super) async fn next(
        tx: &Tx,
        (account, connection): (AccountId, ConnectionId),
        policy: Option<&Policy>,
        after: Uuid,
    ) -> Result<Self, StoreError> {
        let mut held = tx
            .groups()
            .projected_after(account, connection, after, STEP as u64)
            .await?;
        let all = policy.map(Projected::all_of).unwrap_or_default();
        let all = all.into_iter().map(|one| (one.0.target(), one));
        let all = all.filter(|(target, _)| *target > after);
        let mut wanted: BTreeMap<Uuid, (Projected, String)> = all.collect();
        let full = held.get(STEP - 1).map(|last| last.target);
        let enough = wanted.keys().nth(STEP - 1).copied();
        let end = full.into_iter().chain(enough).min();
        if let Some(end) = end {
            held.retain(|group| group.target <= end);
            wanted.retain(|target, _| *target <= end);
        }
        Ok(Self { wanted, held, end })
    }
}
