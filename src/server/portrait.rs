//! How people and groups look to subscribers: what directories said of them.

use muster_model::group::Group;
use muster_model::people::Person;
use muster_store::Portrait;
use serde_json::{Value, json};

/// Shows the profile as it is kept.
#[derive(Debug)]
pub(crate) struct PlainPortrait;

impl Portrait for PlainPortrait {
    fn person(&self, person: &Person) -> Value {
        json!({"id": person.id, "attributes": person.profile.attributes})
    }

    fn group(&self, group: &Group) -> Value {
        json!({"id": group.id})
    }
}
