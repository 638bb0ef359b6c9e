//! One record set of an account.

use super::Reach;
use crate::ids::{PersonId, RecordSetId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A named set of records, for each entity type that it speaks of.
///
/// `all` and `none` need no set: they are words that can be given for every entity type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSet {
    /// Its id.
    pub id: RecordSetId,
    /// Its name, unique within the account without regard to case.
    pub name: String,
    /// The one person whose set it is; none for one that anybody can be given.
    pub of: Option<PersonId>,
    /// How far it reaches, by entity type; of what it does not name it takes nothing away.
    pub types: BTreeMap<String, Reaches>,
}

/// How far a record set, or the permissions of a role, reach within one entity type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaches {
    /// What can be seen.
    pub view: Reach,
    /// What of it can be changed.
    pub update: Reach,
}

impl Reaches {
    /// Whether nothing is taken away.
    pub fn is_everything(&self) -> bool {
        self.view == Reach::All && self.update == Reach::All
    }
}
