//! What applying a file did, or would do.

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
}
