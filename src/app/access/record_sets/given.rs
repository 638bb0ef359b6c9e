//! Record sets as they are given: a name for every type that the set speaks of, or one for each
//! entity type.

use crate::access::names::{self, Unknown};
use muster_model::access::{GivenSet, Policy, RecordGrant};
use muster_model::ids::PersonId;
use muster_model::people::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Stands for every entity type that a set speaks of.
const EVERY: &str = "*";

/// Record sets by name or id, or `all` or `none`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RecordSets {
    /// One for every entity type that it speaks of.
    One(String),
    /// One for each entity type.
    ByType(BTreeMap<String, String>),
}

impl RecordSets {
    /// Each name with the entity type that it is for, `*` standing for every one.
    pub fn pairs(self) -> Vec<(String, String)> {
        match self {
            Self::One(name) => vec![(EVERY.to_owned(), name)],
            Self::ByType(named) => named.into_iter().collect(),
        }
    }

    /// Finds what is named; a set of one person is found by its id, for that person alone.
    pub fn grants(
        &self,
        policy: &Policy,
        to: Option<PersonId>,
    ) -> Result<Vec<RecordGrant>, Unknown> {
        match self {
            Self::One(name) => Ok(vec![record_grant(policy, EVERY, name, to)?]),
            Self::ByType(named) => named
                .iter()
                .map(|(entity, name)| record_grant(policy, entity, name, to))
                .collect(),
        }
    }

    /// What these grants give, by name; what no longer exists keeps its id.
    pub fn named(grants: &[&RecordGrant], policy: &Policy) -> Option<Self> {
        let by_type = grants.iter().map(|grant| {
            let entity = grant.entity.as_deref().unwrap_or(EVERY).to_owned();
            let name = match grant.set {
                GivenSet::Set(id) => policy.record_set(id).map(|set| set.name.clone()),
                GivenSet::All | GivenSet::None => None,
            };
            (entity, name.unwrap_or_else(|| grant.set.to_string()))
        });
        let mut by_type: BTreeMap<String, String> = by_type.collect();
        if by_type.len() == 1
            && let Some(name) = by_type.remove(EVERY)
        {
            return Some(Self::One(name));
        }
        (!by_type.is_empty()).then_some(Self::ByType(by_type))
    }
}

/// A set for an entity type, or for every one.
pub fn record_grant(
    policy: &Policy,
    entity: &str,
    name: &str,
    to: Option<PersonId>,
) -> Result<RecordGrant, Unknown> {
    let entity = match entity {
        EVERY => None,
        name => Some(names::entity(policy, name)?.name.clone()),
    };
    let set = match fold(name.trim()).as_str() {
        "all" => GivenSet::All,
        "none" => GivenSet::None,
        _ => GivenSet::Set(match &entity {
            Some(entity) => names::record_set_of(policy, entity, name, to)?.id,
            None => names::record_set(policy, name, to)?.id,
        }),
    };
    Ok(RecordGrant { entity, set })
}
