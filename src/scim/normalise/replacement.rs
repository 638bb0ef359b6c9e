//! A body in the place of a stored document.

use serde_json::Value;

use super::incoming::{Incoming, incoming_of, read};
use crate::{
    error::Error,
    profile::Switches,
    schema::{MUSTER_USER, Mutability, Resolved, ResourceType},
};

/// What a PUT leaves alone when it does not name it: access and the name to sign in with are not
/// lost by omission.
const ACCESS: [&str; 10] = [
    "role",
    "workspaces",
    "fleetAccess",
    "fleetGroups",
    "recordVisibility",
    "guestRecord",
    "weeklyEmail",
    "messageNotifications",
    "canOwnRecords",
    "username",
];

/// What the attribute for the record set of an entity type ends with: left alone as well.
const RECORD_SET: &str = "RecordSet";

/// Reads the body of a PUT over the stored document (RFC 7644 3.5.1).
///
/// What is not sent is cleared, except `active`, which keeps its value; access attributes, the
/// name to sign in with and `roles`, which a PUT clears only by naming them; and immutable attributes, which must not
/// differ (400 `mutability`). `roles: []` says nothing.
pub fn replacement(
    resource_type: &ResourceType,
    current: &Value,
    body: &Value,
    switches: Switches,
) -> Result<Incoming, Error> {
    let mut draft = read(resource_type, body, switches)?;
    draft.excuse(current);
    for resolved in resource_type.attributes() {
        let Some(old) = resolved.value(current) else {
            continue;
        };
        match draft.value(&resolved) {
            Some(new) if is_immutable(&resolved) && new != old => {
                let name = resolved.canonical();
                return Err(Error::mutability(format!(
                    "\"{name}\" is immutable and has a value"
                )));
            }
            None if keeps(&resolved, &draft.named) => draft.restore(&resolved, old.clone()),
            _ => {}
        }
    }
    // What an account no longer knows is hidden, not gone: no client can speak of it.
    let stored = current.as_object().into_iter().flatten();
    for (urn, held) in stored.filter(|(name, _)| name.starts_with("urn:")) {
        let schema = resource_type.extension(urn);
        for (name, value) in held.as_object().into_iter().flatten() {
            if schema.is_none_or(|schema| schema.attribute(name).is_none()) {
                draft.restore_hidden(urn, name, value.clone());
            }
        }
    }
    incoming_of(draft)
}

fn is_immutable(resolved: &Resolved<'_>) -> bool {
    resolved.attribute.mutability == Mutability::Immutable
}

fn keeps(resolved: &Resolved<'_>, named: &[String]) -> bool {
    let name = resolved.canonical();
    let is_named = named.contains(&name);
    let own = resolved.attribute.name.as_ref();
    match resolved.extension {
        None if name == "active" => true,
        None if name == "roles" => !is_named,
        Some(MUSTER_USER) if ACCESS.contains(&own) || own.ends_with(RECORD_SET) => !is_named,
        _ => is_immutable(resolved),
    }
}
