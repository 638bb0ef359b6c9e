//! What a change of the policy did, or would do.

use crate::access::apply::{Changed, RuleWarning};

/// What a change would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// The policy that it was compared with.
    pub policy_version: i64,
    /// How many rows of the policy would be written or removed.
    pub changed: usize,
    /// What would be wrong with the rules that are made or changed.
    pub warnings: Vec<RuleWarning>,
    /// Whose access would be another one, by id.
    pub people: Vec<Changed>,
}

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// What the change is about.
    pub output: T,
    /// The policy from now on.
    pub policy_version: i64,
    /// How many rows of the policy were written or removed.
    pub changed: usize,
}
