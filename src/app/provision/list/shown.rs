//! A page on its way to the client.

use crate::provision::group::MoreMembers;
use serde_json::Value;
use std::collections::BTreeMap;

/// A page, and the members that its groups still lack: as many as 1,000 groups may have are never
/// held at once.
pub struct ShownList {
    /// The `ListResponse`; `Resources` is its last attribute.
    pub body: Value,
    /// Members that follow, by the place of their group in `Resources`.
    pub more: BTreeMap<usize, MoreMembers>,
}
