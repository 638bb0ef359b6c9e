//! How subscribers see a person and a group: as SCIM, with the access that is in force.

use super::depict::{self, Reader, View};
use muster_model::clock::Clock;
use muster_model::group::Group;
use muster_model::ids::ConnectionId;
use muster_model::people::Person;
use muster_store::Portrait;
use serde_json::Value;
use std::sync::Arc;

/// Depicts what changed for events.
pub struct ScimPortrait {
    base_url: String,
    clock: Arc<dyn Clock>,
}

impl ScimPortrait {
    /// Depicts under this SCIM base URL, which has no slash at its end.
    pub fn new(base_url: String, clock: Arc<dyn Clock>) -> Self {
        Self { base_url, clock }
    }
}

impl Portrait for ScimPortrait {
    fn person(&self, person: &Person, acting: Option<ConnectionId>) -> Value {
        let view = View {
            base_url: &self.base_url,
            reader: Reader::Subscribers { acting },
            kinds: None,
            now: self.clock.now(),
        };
        depict::user(person, &view)
    }

    fn group(&self, group: &Group) -> Value {
        depict::group(group, &self.base_url, None)
    }
}
