//! What of people a question about a record needs beside their access. Each of these is a fixed number
//! of statements, however many people are asked for.

use super::guests::{Guest, guests};
use muster_model::access::{Access, RecordKey, Visibility};
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Reads, StoreError};
use std::collections::{HashMap, HashSet};

/// Somebody for whose sight a question asks.
#[derive(Clone, Debug)]
pub struct Onlooker {
    /// Who.
    pub person: PersonId,
    /// Which records they see by assignment.
    pub visibility: Visibility,
    /// The address that they sign in with.
    pub sign_in: Option<String>,
}

/// Which of the records that are asked of each of these people they see by assignment; nobody is there
/// who sees all records or none of these.
pub async fn assigned_among(
    reads: &Reads<'_>,
    account: AccountId,
    asked: &[(Onlooker, Vec<RecordKey>)],
) -> Result<HashMap<PersonId, Vec<RecordKey>>, StoreError> {
    let mut seen: HashMap<PersonId, Vec<RecordKey>> = HashMap::new();
    let of = |visibility| {
        asked
            .iter()
            .filter(move |(one, _)| one.visibility == visibility)
    };
    let each = |(one, records): &'_ (Onlooker, Vec<RecordKey>)| {
        let person = one.person;
        let records = records.iter().cloned();
        records
            .map(move |record| (person, record))
            .collect::<Vec<_>>()
    };
    let assigned: Vec<(PersonId, RecordKey)> = of(Visibility::Assigned).flat_map(each).collect();
    let held = reads.assignments().among(account, &assigned).await?;
    let theirs = of(Visibility::Single).map(|(one, _)| Guest {
        person: one.person,
        sign_in: one.sign_in.clone(),
    });
    let ones = guests(reads, account, &theirs.collect::<Vec<_>>()).await?;
    let asked_of: HashSet<(PersonId, RecordKey)> = of(Visibility::Single).flat_map(each).collect();
    let ones = ones.into_iter().filter(|pair| asked_of.contains(pair));
    for (person, record) in held.into_iter().chain(ones) {
        seen.entry(person).or_default().push(record);
    }
    Ok(seen)
}

/// The ids of the records of one type that somebody sees by assignment, sorted. Who sees all records
/// is not looked up: nothing is found.
pub async fn assigned_ids(
    reads: &Reads<'_>,
    account: AccountId,
    of: &Onlooker,
    entity: &str,
) -> Result<Vec<String>, StoreError> {
    match of.visibility {
        Visibility::All => Ok(Vec::new()),
        Visibility::Assigned => reads.assignments().ids_of(account, of.person, entity).await,
        Visibility::Single => {
            let guest = Guest {
                person: of.person,
                sign_in: of.sign_in.clone(),
            };
            let one = guests(reads, account, &[guest]).await?.remove(&of.person);
            let one = one.filter(|one| one.entity == entity);
            Ok(one.into_iter().map(|one| one.id).collect())
        }
    }
}

/// The case groups of these people, by id and by name.
pub async fn case_groups(
    reads: &Reads<'_>,
    account: AccountId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<String>>, StoreError> {
    let mut names: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, group) in reads.case_groups().of_people(account, people).await? {
        let own = names.entry(person).or_default();
        own.extend([group.id.to_string(), group.name]);
    }
    Ok(names)
}

/// Whether what is in force for this entity type asks for case groups: its text names every operand.
pub fn names_case_groups(access: &Access, entity: &str) -> bool {
    let reach = access.records.get(entity);
    reach.is_some_and(|reach| {
        let texts = [reach.view.told(), reach.update.told()];
        texts.iter().any(|text| text.contains("$me.case_groups"))
    })
}
