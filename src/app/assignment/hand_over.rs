//! What people who are gone still hold: somebody has to take it over.

use crate::ctx::Ctx;
use muster_model::access::Assignment;
use muster_model::ids::{AccountId, AssignmentId, PersonId};
use muster_model::people::Person;
use muster_store::{AskedAssignments, StoreError};

/// A record that somebody holds who is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct HandOver {
    /// The assignment.
    pub assignment: Assignment,
    /// Who is gone.
    pub person: Person,
    /// Who else is assigned to the record and is not gone.
    pub others: Vec<PersonId>,
}

/// One page of the records that people hold who are gone, by assignment.
pub async fn hand_over(
    ctx: &Ctx,
    account: AccountId,
    after: Option<AssignmentId>,
    limit: u64,
) -> Result<Vec<HandOver>, StoreError> {
    let reads = ctx.store.read();
    let asked = AskedAssignments {
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
            assignment,
        });
    }
    Ok(all)
}
