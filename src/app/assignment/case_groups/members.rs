//! What is in a case group.

use muster_model::access::RecordKey;
use muster_model::ids::PersonId;

/// People and records of a case group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// The people.
    pub people: Vec<PersonId>,
    /// The records.
    pub records: Vec<RecordKey>,
}

impl Members {
    pub(super) fn parts(&self) -> (&[PersonId], &[RecordKey]) {
        (&self.people, &self.records)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.records.is_empty()
    }
}
