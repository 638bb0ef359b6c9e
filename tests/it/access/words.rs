//! What the words of a directory name, and what they mean.

use super::draw::OWN;
use super::facts::{Facts, Role};
use super::slow::trusts;
use muster_model::people::{fold, gives_access};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The access attributes that a request names, each with what it says; null is that there is nothing.
pub(super) fn named(body: &Value) -> Map<String, Value> {
    let own = |of: &Value| of[OWN].as_object().cloned().unwrap_or_default();
    let mut named = match body.as_array() {
        None => own(body),
        Some(_) => Map::new(),
    };
    for operation in body.as_array().into_iter().flatten() {
        match operation["path"].as_str() {
            None => named.extend(own(&operation["value"])),
            Some(path) => {
                let name = path
                    .strip_prefix(OWN)
                    .and_then(|rest| rest.strip_prefix(':'));
                named.extend(name.map(|name| (name.to_owned(), operation["value"].clone())));
            }
        }
    }
    named.retain(|name, _| gives_access(name));
    named
}

/// What a name means at the moment.
pub(super) fn meant(facts: &Facts, attribute: &str, name: &str) -> Option<String> {
    let is = |held: &str| fold(held) == fold(name);
    match attribute {
        "role" => role(facts, name).map(|role| role.id.to_string()),
        "workspaces" => {
            let found = facts.workspaces.iter().find(|(_, held)| is(held));
            let found = found.map(|(id, _)| id.to_string());
            found.or_else(|| is("all").then(|| "all".to_owned()))
        }
        "fleetAccess" | "recordVisibility" => Some(name.to_owned()),
        "boatsRecordSet" | "recordsRecordSet" => {
            let entity = entity_of(attribute);
            let found = facts.sets.iter().find(|set| is(&set.name));
            // One that says nothing of the type is no set of it.
            let found = found.filter(|set| set.types.get(entity).is_some());
            let set = found.map(|set| set.id.to_string());
            let word = || ["all", "none"].into_iter().find(|word| is(word));
            let set = word().map(str::to_owned).or(set)?;
            Some(format!("{entity}={set}"))
        }
        _ => {
            let found = facts.fleet.iter().find(|group| is(&group.name));
            found.map(|group| group.id.to_string())
        }
    }
}

/// The entity type whose record set an attribute names.
pub(super) fn entity_of(attribute: &str) -> &'static str {
    if attribute.starts_with("boats") {
        "boat"
    } else {
        "record"
    }
}

fn role<'f>(facts: &'f Facts, name: &str) -> Option<&'f Role> {
    let by_slug = facts.roles.iter().find(|role| role.slug == fold(name));
    by_slug.or_else(|| {
        facts
            .roles
            .iter()
            .find(|role| fold(&role.name) == fold(name))
    })
}

/// Whether a role is not the directory's to give.
pub(super) fn is_beyond(facts: &Facts, connection: Uuid, name: &str) -> bool {
    let is_account = |permission: &String| permission == "*" || permission.starts_with("account.");
    role(facts, name).is_some_and(|role| {
        let privileged = role.permissions.iter().any(is_account);
        role.slug == "owner" || (privileged && !trusts(facts, connection))
    })
}
