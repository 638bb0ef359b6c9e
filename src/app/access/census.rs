//! How many people have what: counted over their compiled access.

use super::compile::{AT_ONCE, refresh};
use crate::ctx::Ctx;
use muster_model::access::{Access, Scope, Source};
use muster_model::ids::{AccountId, FleetGroupId, PersonId, RoleId, RuleId, WorkspaceId};
use muster_store::{Reads, StoreError};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// How many people are counted at a time.
const PAGE: u64 = 1000;

/// How many living people have what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    roles: HashMap<RoleId, u64>,
    workspaces: HashMap<WorkspaceId, u64>,
    all_workspaces: u64,
    fleet: HashMap<FleetGroupId, u64>,
    entire_fleet: u64,
    record_sets: HashMap<String, u64>,
    rules: HashMap<RuleId, u64>,
}

impl Census {
    /// Counts; nothing where an account has more people than one list may look at, or more than
    /// [`AT_ONCE`] are still to be compiled: an answer does not wait for them.
    pub async fn of(ctx: &Ctx, account: AccountId) -> Result<Option<Self>, StoreError> {
        let reads = ctx.store.read();
        if reads.people().count_all(account).await? > ctx.most_looked_at {
            return Ok(None);
        }
        if reads.access().is_behind(account, AT_ONCE as u64).await? {
            return Ok(None);
        }
        let version = reads.access().version(account).await?;
        let (mut census, mut last) = (Self::default(), None);
        loop {
            let people = reads.people().accesses(account, last, PAGE).await?;
            let Some((id, _)) = people.last() else {
                return Ok(Some(census));
            };
            last = Some(*id);
            let stale = |access: &Access| access.policy_version < version;
            let (old, fresh): (Vec<_>, Vec<_>) =
                people.into_iter().partition(|(_, access)| stale(access));
            for (_, access) in &fresh {
                census.add(access);
            }
            let old: Vec<PersonId> = old.into_iter().map(|(id, _)| id).collect();
            census.add_stale(&reads, account, &old).await?;
        }
    }

    async fn add_stale(
        &mut self,
        reads: &Reads<'_>,
        account: AccountId,
        ids: &[PersonId],
    ) -> Result<(), StoreError> {
        let mut people = reads.people().get_many(account, ids).await?;
        refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
        for person in &people {
            self.add(&person.access);
        }
        Ok(())
    }

    fn add(&mut self, access: &Access) {
        if let Some(role) = &access.role {
            *self.roles.entry(role.id).or_default() += 1;
        }
        self.all_workspaces += count(&access.workspaces, &mut self.workspaces);
        self.entire_fleet += count(&access.fleet, &mut self.fleet);
        let sets = access.records.values().flat_map(|reach| &reach.sets);
        let sets: HashSet<&String> = sets.collect();
        for set in sets {
            *self.record_sets.entry(set.clone()).or_default() += 1;
        }
        let rules: HashSet<RuleId> = access
            .because
            .iter()
            .filter_map(|reason| match reason.source {
                Source::Rule { rule, .. } => Some(rule),
                _ => None,
            })
            .collect();
        for rule in rules {
            *self.rules.entry(rule).or_default() += 1;
        }
    }

    /// Who has this role.
    pub fn role(&self, id: RoleId) -> u64 {
        self.roles.get(&id).copied().unwrap_or_default()
    }

    /// Who sees this workspace.
    pub fn workspace(&self, id: WorkspaceId) -> u64 {
        self.all_workspaces + self.workspaces.get(&id).copied().unwrap_or_default()
    }

    /// Who sees this fleet group.
    pub fn fleet_group(&self, id: FleetGroupId) -> u64 {
        self.entire_fleet + self.fleet.get(&id).copied().unwrap_or_default()
    }

    /// Who reaches what the record set of this name says.
    pub fn record_set(&self, name: &str) -> u64 {
        self.record_sets.get(name).copied().unwrap_or_default()
    }

    /// Who has anything because of this rule.
    pub fn rule(&self, id: RuleId) -> u64 {
        self.rules.get(&id).copied().unwrap_or_default()
    }
}

/// Counts what is named; answers 1 when it is everything.
fn count<I: Copy + Eq + Hash>(scope: &Scope<I>, counts: &mut HashMap<I, u64>) -> u64 {
    match scope {
        Scope::All => 1,
        Scope::None => 0,
        Scope::Some(these) => {
            for named in these {
                *counts.entry(named.id).or_default() += 1;
            }
            0
        }
    }
}
