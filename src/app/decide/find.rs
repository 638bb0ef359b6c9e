//! The people whom questions name, and the policy under which they are answered.

use super::subject::Subject;
use crate::access::refresh;
use crate::ctx::Ctx;
use muster_model::access::Policy;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Address;
use muster_store::{CalledBy, PolicyMark, Standing, StoreError};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Whom names mean, and the policy of the moment.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The people, by the names that were asked for; who is not here is unknown.
    pub subjects: HashMap<String, Subject>,
    /// The policy in force; nothing where nobody was found.
    pub policy: Option<Arc<Policy>>,
    /// The short name of the account.
    pub account_slug: String,
}

/// Finds people by id, else by sign-in address, else by `externalId`. One that several connections
/// use for different people means nobody.
pub async fn find(ctx: &Ctx, account: AccountId, names: &[&str]) -> Result<Found, StoreError> {
    let reads = ctx.store.read();
    let mut open: HashSet<&str> = names.iter().copied().collect();
    let mut standings: Vec<(String, Standing)> = Vec::new();
    let ids: Vec<PersonId> = open.iter().filter_map(|name| name.parse().ok()).collect();
    if !ids.is_empty() {
        let found = by_person(reads.people().standing(account, &ids).await?);
        for name in &open {
            let one = name.parse().ok().and_then(|id: PersonId| found.get(&id));
            standings.extend(one.map(|one| ((*name).to_owned(), one.clone())));
        }
        close(&mut open, &standings);
    }
    for by in [CalledBy::Address, CalledBy::ExternalId] {
        let mut keys: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in &open {
            if let Some(key) = key(by, name) {
                keys.entry(key).or_default().push(name);
            }
        }
        if keys.is_empty() {
            continue;
        }
        let asked: Vec<String> = keys.keys().cloned().collect();
        let found = reads.people().standing_called(account, by, &asked).await?;
        for standing in unique(found) {
            let names = keys.get(&standing.called).into_iter().flatten();
            standings.extend(names.map(|name| ((*name).to_owned(), standing.clone())));
        }
        close(&mut open, &standings);
    }
    in_force(ctx, account, standings).await
}

fn key(by: CalledBy, name: &str) -> Option<String> {
    match by {
        CalledBy::Address => Address::parse(name).ok().map(|address| address.key()),
        CalledBy::ExternalId => Some(name.to_owned()),
    }
}

fn by_person(standings: Vec<Standing>) -> HashMap<PersonId, Standing> {
    let pairs = standings.into_iter().map(|one| (one.person, one));
    pairs.collect()
}

fn close(open: &mut HashSet<&str>, found: &[(String, Standing)]) {
    for (name, _) in found {
        open.remove(name.as_str());
    }
}

/// Those whose name is theirs alone.
fn unique(standings: Vec<Standing>) -> Vec<Standing> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for standing in &standings {
        *times.entry(standing.called.clone()).or_default() += 1;
    }
    let mut unique = standings;
    unique.retain(|standing| times.get(&standing.called) == Some(&1));
    unique
}

/// The same with the access that is in force: whoever's is older than the policy is compiled.
pub(super) async fn in_force(
    ctx: &Ctx,
    account: AccountId,
    standings: Vec<(String, Standing)>,
) -> Result<Found, StoreError> {
    let Some(mark) = standings.iter().map(|(_, one)| one.mark).max() else {
        return Ok(Found::default());
    };
    let reads = ctx.store.read();
    let policy = reads.access().policy_at(account, mark).await?;
    let stale = stale(&standings, mark);
    let mut fresh = HashMap::new();
    if !stale.is_empty() {
        let mut people = reads.people().get_many(account, &stale).await?;
        refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
        fresh.extend(people.into_iter().map(|one| (one.id, Subject::of(one))));
    }
    let slug = standings.first().map(|(_, one)| one.account_slug.clone());
    let subjects = standings.into_iter().filter_map(|(name, standing)| {
        let subject = if stale.contains(&standing.person) {
            // Whoever was deleted meanwhile is nobody.
            fresh.get(&standing.person).cloned()
        } else {
            Some(Subject::standing(standing))
        };
        subject.map(|subject| (name.clone(), subject.called(&name)))
    });
    Ok(Found {
        subjects: subjects.collect(),
        policy: Some(policy),
        account_slug: slug.unwrap_or_default(),
    })
}

fn stale(standings: &[(String, Standing)], mark: PolicyMark) -> Vec<PersonId> {
    let old = standings
        .iter()
        .filter(|(_, one)| one.access.policy_version < mark.version);
    old.map(|(_, one)| one.person).collect()
}
