//! Assignment: who works on which records, for people who see no others.

use super::{Catalogue, Record};
use crate::clock::Timestamp;
use crate::ids::{AssignmentId, CaseGroupId, ConnectionId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// A record as Muster knows it: its entity type, and its id in the application, byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    /// The entity type.
    pub entity: String,
    /// The id in the application.
    pub id: String,
}

impl RecordKey {
    /// The record of this type and id.
    pub fn new(entity: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            entity: entity.into(),
            id: id.into(),
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.entity, self.id)
    }
}

/// One person assigned to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// Who.
    pub person: PersonId,
    /// To which record.
    pub record: RecordKey,
    /// The directory that wrote it; none where a person did.
    pub connection: Option<ConnectionId>,
    /// Since when.
    pub since: Timestamp,
}

/// A named set of people and of records: who of them sees assigned records sees these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseGroup {
    /// Its id.
    pub id: CaseGroupId,
    /// Its name, unique within the account without regard to case.
    pub name: String,
    /// Rises with every change of it.
    pub version: i64,
}

/// When somebody who sees assigned records alone may be assigned to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignWhen {
    /// At any time, also while they are invited.
    #[default]
    Anytime,
    /// Once they have registered.
    Registered,
}

impl AssignWhen {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Anytime, Self::Registered];

    /// Its name in files, answers and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anytime => "anytime",
            Self::Registered => "registered",
        }
    }

    /// The one of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// What an account settles about assignments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigning {
    /// When somebody who sees assigned records alone may be assigned to one.
    pub when: AssignWhen,
    /// How many guests one record may have.
    pub guests: u32,
}

impl Default for Assigning {
    fn default() -> Self {
        Self {
            when: AssignWhen::Anytime,
            guests: 2,
        }
    }
}

/// On which records' assignment it hangs whether somebody sees a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Any of these.
    These(Vec<RecordKey>),
    /// On none: the record is yet to be made.
    New,
    /// Nobody can say: this attribute was not told.
    Unsaid(String),
}

impl Catalogue {
    /// On which records' assignment it hangs whether somebody sees this one: on its own, or on those
    /// that the attribute names by which its entity type is assigned.
    pub fn counted(&self, record: &Record) -> Counted {
        let by = self
            .entity(&record.entity)
            .and_then(|entity| entity.assigned_by.as_ref());
        let Some(attribute) = by else {
            return match &record.id {
                Some(id) => Counted::These(vec![RecordKey::new(&record.entity, id)]),
                None => Counted::New,
            };
        };
        match record.texts(attribute) {
            None => Counted::Unsaid(attribute.clone()),
            Some(ids) => {
                let keys = ids.into_iter().map(|id| RecordKey::new(attribute, id));
                Counted::These(keys.collect())
            }
        }
    }

    /// The entity types whose own assignment counts for somebody: those that no attribute stands for.
    pub fn assignable(&self) -> impl Iterator<Item = &str> {
        let own = self.entities.iter().filter(|e| e.assigned_by.is_none());
        own.map(|entity| entity.name.as_str())
    }
}

/// What a person sees by assignment, as far as a question needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    records: BTreeSet<RecordKey>,
}

impl Assigned {
    /// Assigned to these among the records that count.
    pub fn to(records: impl IntoIterator<Item = RecordKey>) -> Self {
        Self {
            records: records.into_iter().collect(),
        }
    }

    /// Whether this record is among them.
    pub fn has(&self, record: &RecordKey) -> bool {
        self.records.contains(record)
    }
}
