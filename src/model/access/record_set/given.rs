//! A record set as it is given: for one entity type, or for all that it speaks of.

use crate::ids::RecordSetId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What is given for an entity type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GivenSet {
    /// Every record.
    All,
    /// No record.
    None,
    /// The records of this set.
    Set(RecordSetId),
}

/// A record set for one entity type, written `vehicle=all`, `vehicle=none` or `vehicle=<id>`, or
/// for every type, written `*=…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordGrant {
    /// The entity type; none for every one that the set speaks of.
    pub entity: Option<String>,
    /// What is given.
    pub set: GivenSet,
}

/// A text that gives no record set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record set is given as type=all, type=none or type=<id>, with * for every type")]
pub struct NotARecordGrant;

impl FromStr for GivenSet {
    type Err = NotARecordGrant;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::All),
            "none" => Ok(Self::None),
            id => id.parse().map(Self::Set).map_err(|_| NotARecordGrant),
        }
    }
}

impl fmt::Display for GivenSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::None => f.write_str("none"),
            Self::Set(id) => id.fmt(f),
        }
    }
}

impl FromStr for RecordGrant {
    type Err = NotARecordGrant;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (entity, set) = text.split_once('=').ok_or(NotARecordGrant)?;
        if entity.is_empty() {
            return Err(NotARecordGrant);
        }
        Ok(Self {
            entity: (entity != "*").then(|| entity.to_owned()),
            set: set.parse()?,
        })
    }
}

impl fmt::Display for RecordGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entity = self.entity.as_deref().unwrap_or("*");
        write!(f, "{entity}={}", self.set)
    }
}

impl TryFrom<String> for RecordGrant {
    type Error = NotARecordGrant;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RecordGrant> for String {
    fn from(given: RecordGrant) -> Self {
        given.to_string()
    }
}
