//! What making and changing a case group have in common.

use super::members::Members;
use crate::access::plan::check::{is_name, no_name};
use crate::access::refresh;
use crate::assignment::AssignError;
use crate::assignment::record::known;
use crate::error::Missing;
use muster_model::access::{Policy, RecordKey, guards};
use muster_model::ids::{AccountId, CaseGroupId, PersonId};
use muster_model::people::Person;
use muster_store::Tx;
use std::collections::BTreeSet;

/// How many people one case group has at most, and how many records.
const MOST: (usize, usize) = (1000, 5000);

/// A name that no other case group has.
pub(super) async fn free_name(
    tx: &Tx,
    account: AccountId,
    id: CaseGroupId,
    name: &str,
) -> Result<String, AssignError> {
    let name = name.trim();
    if !is_name(name) {
        return Err(AssignError::Name(no_name("case group", name)));
    }
    if tx.case_groups().called(account, name, id).await?.is_some() {
        return Err(AssignError::NameTaken(name.to_owned()));
    }
    Ok(name.to_owned())
}

/// Takes in what is new and takes out what is there, behind the lock of the group; answers whether
/// anything is another.
pub(super) async fn change(
    tx: &Tx,
    account: AccountId,
    id: CaseGroupId,
    (add, coming): (&Members, Vec<Person>),
    remove: &Members,
) -> Result<bool, AssignError> {
    if add.is_empty() && remove.is_empty() {
        return Ok(false);
    }
    let groups = tx.case_groups();
    let (people, records) = (groups.people(id).await?, groups.records(id).await?);
    let policy = tx.access().policy(account).await?;
    let added = Members {
        people: fresh(&add.people, &people),
        records: fresh(&all_known(&policy, &add.records)?, &records),
    };
    may_come_in(tx, &policy, coming, &added).await?;
    were_there(tx, account, &remove.people).await?;
    // A type that is gone may still be named, or nobody could take its records out.
    let removed = Members {
        people: held(&remove.people, &people),
        records: held(&remove.records, &records),
    };
    if people.len() + added.people.len() > MOST.0 || records.len() + added.records.len() > MOST.1 {
        let most = format!("{} people and {} records", MOST.0, MOST.1);
        return Err(AssignError::TooMany(most));
    }
    groups.remove(account, id, removed.parts()).await?;
    groups.add(account, id, added.parts()).await?;
    Ok(!added.is_empty() || !removed.is_empty())
}

/// Locks the people who come in, each of whom is there, before the group is locked: whoever is deleted
/// at the same time is either gone by now, or taken out afterwards.
pub(super) async fn coming(
    tx: &Tx,
    account: AccountId,
    (field, add): (&'static str, &Members),
) -> Result<Vec<Person>, AssignError> {
    let people = tx.people().get_many(account, &add.people).await?;
    match absent(&people, &add.people).first() {
        Some(id) => Err(nobody(field, *id).into()),
        None => Ok(people),
    }
}

/// Whoever was deleted is in no case group any more, so there is nothing to take out.
async fn were_there(tx: &Tx, account: AccountId, ids: &[PersonId]) -> Result<(), AssignError> {
    let people = tx.people_unlocked();
    let there = people.get_many(account, ids).await?;
    for id in absent(&there, ids) {
        let gone = people.get_with_tombstones(account, id).await?;
        gone.ok_or(nobody("remove.people", id))?;
    }
    Ok(())
}

fn absent(people: &[Person], ids: &[PersonId]) -> Vec<PersonId> {
    let there: BTreeSet<PersonId> = people.iter().map(|person| person.id).collect();
    let mut ids = ids.to_vec();
    ids.retain(|id| !there.contains(id));
    ids
}

fn nobody(field: &'static str, id: PersonId) -> Missing {
    Missing {
        field,
        what: "person",
        id: id.0,
    }
}

/// Refuses whoever could be assigned to none of the records either: who is gone, and who has not
/// joined where that is asked for.
async fn may_come_in(
    tx: &Tx,
    policy: &Policy,
    mut people: Vec<Person>,
    added: &Members,
) -> Result<(), AssignError> {
    people.retain(|person| added.people.contains(&person.id));
    if let Some(account) = people.first().map(|person| person.account) {
        refresh(&tx.access(), &tx.groups(), account, &mut people).await?;
    }
    for person in &people {
        guards::present(person, policy.assigning)?;
    }
    Ok(())
}

fn all_known(policy: &Policy, records: &[RecordKey]) -> Result<Vec<RecordKey>, AssignError> {
    let known = records.iter().map(|record| known(policy, record));
    Ok(known.collect::<Result<_, _>>()?)
}

/// Those that are not there yet, each once.
fn fresh<T: Clone + Ord>(wanted: &[T], there: &[T]) -> Vec<T> {
    let there: BTreeSet<&T> = there.iter().collect();
    let wanted: BTreeSet<&T> = wanted.iter().collect();
    wanted.difference(&there).map(|&one| one.clone()).collect()
}

/// Those that are there, each once.
fn held<T: Clone + Ord>(wanted: &[T], there: &[T]) -> Vec<T> {
    let there: BTreeSet<&T> = there.iter().collect();
    let wanted: BTreeSet<&T> = wanted.iter().collect();
    wanted
        .intersection(&there)
        .map(|&one| one.clone())
        .collect()
}
