//! Whose access changes when the policy does.

use super::answer::Changed;
use crate::access::Rulebook;
use crate::access::compile::{compiled, groups_of, rulebook_of};
use crate::access::plan::Plan;
use crate::access::turn::settled;
use muster_model::access::SeenGroup;
use muster_model::ids::{AccountId, PersonId};
use muster_model::people::Person;
use muster_store::{Reads, StoreError};

/// How many people are compared at a time.
const PAGE: u64 = 1000;

/// Compiles everybody under both policies and answers who is told apart, by id.
pub(in crate::access) async fn compare(
    reads: &Reads<'_>,
    account: AccountId,
    before: &Rulebook,
    plan: &Plan,
) -> Result<Vec<Changed>, StoreError> {
    let after = rulebook_of(&reads.access(), account, plan.after.clone()).await?;
    let asking = if before.reads_groups() {
        before
    } else {
        &after
    };
    let mut changed = Vec::new();
    let mut last: Option<PersonId> = None;
    loop {
        let people = reads.people().list(account, last, PAGE).await?;
        let Some(person) = people.last() else {
            return Ok(changed);
        };
        last = Some(person.id);
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let groups = groups_of(&reads.groups(), asking, &ids).await?;
        for person in people {
            let groups = groups.get(&person.id).map_or(&[][..], Vec::as_slice);
            changed.extend(told_apart(person, groups, (before, &after), plan));
        }
    }
}

fn told_apart(
    mut person: Person,
    groups: &[SeenGroup],
    (before, after): (&Rulebook, &Rulebook),
    plan: &Plan,
) -> Option<Changed> {
    let was = compiled(&person, groups, before).access;
    plan.regrant(&mut person.grants);
    let (is, turn) = settled(Some(&was), &person, groups, after);
    Changed::between(&person, &was, (&is.access, turn))
}
