//! Whose word it is which record is the one of somebody.

use super::record::told;
use muster_model::access::guards::ignores;
use muster_model::access::{Part, Policy, RecordKey};
use muster_model::ids::ConnectionId;
use muster_model::people::{GUEST_RECORD, Person};
use muster_scim::schema::MUSTER_USER;
use serde_json::Value;

/// What the profile has: what any directory said last.
pub(super) fn last_word(person: &Person) -> Option<&str> {
    let own = person.profile.attributes.get(MUSTER_USER)?;
    own.get(GUEST_RECORD).and_then(Value::as_str)
}

/// The directories that know somebody, keep what people see, and say a record of them, with that record.
pub(super) fn words(policy: &Policy, person: &Person) -> Vec<(ConnectionId, RecordKey)> {
    let links = person.links.iter();
    let keeping = links.filter(|link| keeps_the_scope(policy, link.connection));
    let said = keeping.filter_map(|link| {
        let record = told(policy, link.guest_record.as_deref()?).ok()?;
        Some((link.connection, record))
    });
    said.collect()
}

fn keeps_the_scope(policy: &Policy, by: ConnectionId) -> bool {
    let directory = policy.directory(by);
    directory.is_some_and(|held| ignores(Part::Scope, &held.ownership, (by, &held.name)).is_ok())
}
