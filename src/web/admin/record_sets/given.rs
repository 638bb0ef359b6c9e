//! Record sets as they are given to people and by rules.

use muster_app::access::record_sets::RecordSets;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Record sets by name or id, or `all` or `none`.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(
    untagged,
    expecting = "record_sets must be the name of one, or an object with a name for each entity type"
)]
pub(in crate::admin) enum RecordSetsShown {
    /// One for every entity type that it speaks of.
    One(String),
    /// One for each entity type, `*` standing for every one that it speaks of.
    ByType(BTreeMap<String, String>),
}

impl From<RecordSets> for RecordSetsShown {
    fn from(sets: RecordSets) -> Self {
        match sets {
            RecordSets::One(name) => Self::One(name),
            RecordSets::ByType(named) => Self::ByType(named),
        }
    }
}

impl From<RecordSetsShown> for RecordSets {
    fn from(sets: RecordSetsShown) -> Self {
        match sets {
            RecordSetsShown::One(name) => Self::One(name),
            RecordSetsShown::ByType(named) => Self::ByType(named),
        }
    }
}
