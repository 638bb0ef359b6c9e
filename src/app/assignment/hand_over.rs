//! What people who are gone still hold: somebody has to take it over.

use crate::ctx::Ctx;
use muster_model::access::{Assignment, CaseGroup};
use muster_model::ids::{AccountId, AssignmentId, CaseGroupId, NotAnId, PersonId};
use muster_model::people::Person;
use muster_store::{AskedAssignments, Reads, StoreError};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::str::FromStr;

/// What somebody holds who is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct HandOver {
    /// What it is.
    pub held: Held,
    /// Who is gone.
    pub person: Person,
    /// Who else has it and is not gone.
    pub others: Vec<PersonId>,
}

/// A record, or a case group with all of its records.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// They are assigned to a record.
    Record(Assignment),
    /// They are in a case group.
    CaseGroup(CaseGroup),
}

/// Whose things are wanted, and after which of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct AskedHandOver {
    /// Only those of this person.
    pub person: Option<PersonId>,
    /// Only those after this one.
    pub after: Option<HandOverPlace>,
}

/// Where something stands in the list: records by assignment, then case groups by group and person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOverPlace {
    /// A record.
    Record(AssignmentId),
    /// Somebody in a case group.
    CaseGroup(CaseGroupId, PersonId),
}

/// One page of what people hold who are gone.
pub async fn hand_over(
    ctx: &Ctx,
    account: AccountId,
    asked: AskedHandOver,
    limit: u64,
) -> Result<Vec<HandOver>, StoreError> {
    let reads = ctx.store.read();
    let (person, mut within) = (asked.person, None);
    let mut all = match asked.after {
        Some(HandOverPlace::CaseGroup(group, person)) => {
            within = Some((group, person));
            Vec::new()
        }
        Some(HandOverPlace::Record(after)) => {
            records(&reads, account, (person, Some(after)), limit).await?
        }
        None => records(&reads, account, (person, None), limit).await?,
    };
    let left = limit.saturating_sub(all.len() as u64);
    if left > 0 {
        all.extend(case_groups(&reads, account, (person, within), left).await?);
    }
    Ok(all)
}

async fn records(
    reads: &Reads<'_>,
    account: AccountId,
    (person, after): (Option<PersonId>, Option<AssignmentId>),
    limit: u64,
) -> Result<Vec<HandOver>, StoreError> {
    let asked = AskedAssignments {
        person,
        gone: true,
        after,
        ..AskedAssignments::default()
    };
    let held = reads.assignments().list(account, &asked, limit).await?;
    let mut all = Vec::new();
    for assignment in held {
        let assignments = reads.assignments();
        let there = assignments.of_record(account, &assignment.record).await?;
        let mut ids: Vec<PersonId> = there.into_iter().map(|one| one.person).collect();
        ids.sort_unstable();
        let people = reads.people().get_many(account, &ids).await?;
        let Some(person) = people.iter().find(|one| one.id == assignment.person) else {
            continue;
        };
        let stays = |one: &&Person| one.status.reads_active();
        let others = people.iter().filter(stays).map(|one| one.id);
        all.push(HandOver {
            others: others.collect(),
            person: person.clone(),
            held: Held::Record(assignment),
        });
    }
    Ok(all)
}

async fn case_groups(
    reads: &Reads<'_>,
    account: AccountId,
    (person, after): (Option<PersonId>, Option<(CaseGroupId, PersonId)>),
    limit: u64,
) -> Result<Vec<HandOver>, StoreError> {
    let groups = reads.case_groups();
    let held = groups.of_the_gone(account, person, after, limit).await?;
    let ids: Vec<PersonId> = held.iter().map(|(person, _)| *person).collect();
    let people = reads.people().get_many(account, &ids).await?;
    let people: HashMap<PersonId, Person> = people.into_iter().map(|one| (one.id, one)).collect();
    let (mut all, mut stays) = (Vec::new(), HashMap::new());
    for (person, group) in held {
        let Some(person) = people.get(&person) else {
            continue;
        };
        if let Entry::Vacant(unknown) = stays.entry(group.id) {
            unknown.insert(groups.people_who_stay(group.id).await?);
        }
        all.push(HandOver {
            others: stays.get(&group.id).cloned().unwrap_or_default(),
            person: person.clone(),
            held: Held::CaseGroup(group),
        });
    }
    Ok(all)
}

impl HandOver {
    /// Where it stands in the list.
    pub fn place(&self) -> HandOverPlace {
        match &self.held {
            Held::Record(assignment) => HandOverPlace::Record(assignment.id),
            Held::CaseGroup(group) => HandOverPlace::CaseGroup(group.id, self.person.id),
        }
    }
}

impl fmt::Display for HandOverPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(assignment) => write!(f, "{assignment}"),
            Self::CaseGroup(group, person) => write!(f, "{group}.{person}"),
        }
    }
}

impl FromStr for HandOverPlace {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.split_once('.') {
            None => text.parse().map(Self::Record),
            Some((group, person)) => Ok(Self::CaseGroup(group.parse()?, person.parse()?)),
        }
    }
}
