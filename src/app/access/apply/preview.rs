//! Whose access changes when the policy does.

use super::answer::Changed;
use crate::access::compile::{compiled, groups_of, rulebook_of};
use crate::access::explain::summary;
use muster_model::access::Policy;
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Reads, StoreError};

/// How many people are compared at a time.
const PAGE: u64 = 500;

/// Compiles everybody under both policies and answers who is told apart, by id.
pub(super) async fn preview(
    reads: &Reads<'_>,
    account: AccountId,
    before: Policy,
    after: Policy,
) -> Result<Vec<Changed>, StoreError> {
    let policies = reads.access();
    let before = rulebook_of(&policies, account, before).await?;
    let after = rulebook_of(&policies, account, after).await?;
    let mut changed = Vec::new();
    let mut last: Option<PersonId> = None;
    loop {
        let people = reads.people().list(account, last, PAGE).await?;
        let Some(person) = people.last() else {
            return Ok(changed);
        };
        last = Some(person.id);
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let asking = if before.reads_groups() {
            &before
        } else {
            &after
        };
        let groups = groups_of(&reads.groups(), asking, &ids).await?;
        for person in &people {
            let groups = groups.get(&person.id).map_or(&[][..], Vec::as_slice);
            let was = summary(&compiled(person, groups, &before).access);
            let is = summary(&compiled(person, groups, &after).access);
            if was != is {
                changed.push(Changed {
                    person_id: person.id,
                    before: was,
                    after: is,
                });
            }
        }
    }
}
