//! Two questions of whoever answers for a person: are they assigned to these, and to which at all?

use crate::access::assigned_among;
use muster_model::access::{Assigned, RecordKey};
use muster_model::people::Person;
use muster_store::{Reads, StoreError};

/// Which of these records a person is assigned to, outright or by their case groups; their access
/// is up to date. Who sees all records is not looked up: nothing is found.
pub async fn is_assigned(
    reads: &Reads<'_>,
    person: &Person,
    records: &[RecordKey],
) -> Result<Assigned, StoreError> {
    let who = (person.id, person.access.visibility);
    assigned_among(reads, person.account, who, records).await
}

/// The ids of the records of one type that a person is assigned to, sorted; those after one of
/// them. Their access is up to date; who sees all records is not looked up: nothing is found.
pub async fn assigned_ids(
    reads: &Reads<'_>,
    person: &Person,
    entity: &str,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<String>, StoreError> {
    let who = (person.id, person.access.visibility);
    let assignments = reads.assignments();
    assignments
        .ids_of(person.account, who, entity, after, limit)
        .await
}
