//! What applying a file did, or would do.

use crate::access::explain::summary;
use muster_model::access::Access;
use muster_model::ids::PersonId;
use serde::Serialize;
use serde_json::{Map, Value};

/// What applying a file did, or would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Applied {
    /// How many rows of the policy were written or removed.
    pub changed: usize,
    /// Whose access is another one, by id.
    pub people: Vec<Changed>,
}

/// One person whose access is another one: role, workspaces and fleet by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// Who.
    pub person_id: PersonId,
    /// The access until now.
    pub before: Map<String, Value>,
    /// The access from now on.
    pub after: Map<String, Value>,
    /// What they may do from now on and could not before, and the other way round.
    pub permissions: PermissionsChanged,
}

/// What somebody may do from now on and could not before, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PermissionsChanged {
    /// What is new, sorted.
    pub gained: Vec<String>,
    /// What is gone, sorted.
    pub lost: Vec<String>,
}

impl Changed {
    /// The change of this person's access; nothing where both allow the same.
    pub(super) fn between(person_id: PersonId, was: &Access, is: &Access) -> Option<Self> {
        (!was.looks_like(is)).then(|| Self {
            person_id,
            before: summary(was),
            after: summary(is),
            permissions: PermissionsChanged {
                gained: missing(&is.permissions, &was.permissions),
                lost: missing(&was.permissions, &is.permissions),
            },
        })
    }
}

/// Those of the first that the second lacks.
fn missing(these: &[String], from: &[String]) -> Vec<String> {
    let missing = these.iter().filter(|one| !from.contains(one));
    missing.cloned().collect()
}
