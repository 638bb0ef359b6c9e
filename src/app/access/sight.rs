//! What of a person a question about a record needs beside their access.

use muster_model::access::{Access, Assigned, Me, RecordKey, Visibility};
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Reads, StoreError};

/// Which of these records a person is assigned to, whose visibility this is; nothing is read where
/// they see all.
pub async fn assigned_among(
    reads: &Reads<'_>,
    account: AccountId,
    (person, visibility): (PersonId, Visibility),
    records: &[RecordKey],
) -> Result<Assigned, StoreError> {
    if visibility == Visibility::All {
        return Ok(Assigned::default());
    }
    let assignments = reads.assignments();
    let found = assignments.among(account, (person, visibility), records);
    Ok(Assigned::to(found.await?))
}

/// The same person, with their case groups by id and by name.
pub async fn with_case_groups(
    reads: &Reads<'_>,
    (account, person): (AccountId, PersonId),
    mut me: Me,
) -> Result<Me, StoreError> {
    for group in reads.case_groups().of_person(account, person).await? {
        let id = group.id.to_string();
        me = me.in_case_group(&id).in_case_group(&group.name);
    }
    Ok(me)
}

/// Whether the record sets in force for this entity type ask for case groups: their text names every
/// operand.
pub fn names_case_groups(access: &Access, entity: &str) -> bool {
    let reach = access.records.get(entity);
    reach.is_some_and(|reach| {
        let texts = [reach.view.told(), reach.update.told()];
        texts.iter().any(|text| text.contains("$me.case_groups"))
    })
}
