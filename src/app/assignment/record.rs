//! A record that people can be assigned to.

use crate::access::names;
use muster_model::access::{Policy, RecordKey};

/// How many bytes the id of a record has at most.
const LONGEST: usize = 512;

/// A record cannot be one, or not one that people are assigned to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARecord {
    /// Its type does not exist.
    #[error(transparent)]
    Type(#[from] names::Unknown),
    /// Its id cannot be one.
    #[error("the id of a record has 1 to {LONGEST} bytes and no control characters")]
    Id,
    /// Another record's assignment counts.
    #[error("whether somebody sees a {entity} hangs on its {by}: assign them to the {by}")]
    AssignedBy {
        /// The entity type.
        entity: String,
        /// The attribute that names the record that counts.
        by: String,
    },
    /// A directory names several.
    #[error("there is one record of a guest: write one type and id, and no ; after it")]
    Several,
    /// A directory names the id alone, and there are several types.
    #[error("write the type and the id of the record with : between them; types are {0}")]
    WhichType(String),
}

/// The record that is meant: its type by name, its id byte by byte.
pub(super) fn known(policy: &Policy, meant: &RecordKey) -> Result<RecordKey, NotARecord> {
    let entity = names::entity(policy, &meant.entity)?;
    let fine = (1..=LONGEST).contains(&meant.id.len()) && !meant.id.chars().any(char::is_control);
    if !fine {
        return Err(NotARecord::Id);
    }
    match &entity.assigned_by {
        None => Ok(RecordKey::new(&entity.name, &meant.id)),
        Some(by) => Err(NotARecord::AssignedBy {
            entity: entity.name.clone(),
            by: by.clone(),
        }),
    }
}

/// The record that a directory means: `case:C-17`, or `C-17` where one type alone can be meant, for
/// others are assigned by it or there is no other. An id with a colon in it has its type before it: a
/// type that is written wrong is no part of an id.
pub(super) fn told(policy: &Policy, text: &str) -> Result<RecordKey, NotARecord> {
    let text = text.trim();
    // Lists come in one text (Entra ID has no attributes of many values).
    if text.contains(';') {
        return Err(NotARecord::Several);
    }
    if let Some((entity, id)) = text.split_once(':') {
        return known(policy, &RecordKey::new(entity, id.trim()));
    }
    let entities = &policy.catalogue.entities;
    let mut leading: Vec<&str> = entities
        .iter()
        .filter_map(|entity| entity.assigned_by.as_deref())
        .collect();
    leading.sort_unstable();
    leading.dedup();
    let all: Vec<&str> = policy.catalogue.assignable().collect();
    match (leading.as_slice(), all.as_slice()) {
        ([one], _) | ([], [one]) => known(policy, &RecordKey::new(*one, text)),
        _ => Err(NotARecord::WhichType(all.join(", "))),
    }
}
