//! What boats say of themselves, drawn.

use crate::support::Chance;
use serde_json::{Map, Value, json};

/// Each attribute and what its values are.
pub(super) const ATTRIBUTES: [(&str, &str); 7] = [
    ("status", "text"),
    ("captain", "person"),
    ("group", "group"),
    ("length", "number"),
    ("sunk", "boolean"),
    ("built", "date_time"),
    ("tags", "text"),
];

/// Each kind of boat and the places that it has.
pub(super) const KINDS: [(&str, &[&str]); 4] = [
    ("boat", &[]),
    ("ferry", &["workspace"]),
    ("crane", &["fleet_group"]),
    ("barge", &["workspace", "fleet_group"]),
];

/// Whether boats of a kind have such a place.
pub(super) fn has(kind: &str, place: &str) -> bool {
    let mut kinds = KINDS.iter();
    kinds.any(|(name, places)| *name == kind && places.contains(&place))
}

pub(super) const WORKSPACES: [&str; 3] = ["North", "South", "West"];

/// Each fleet group and the one that it is part of.
pub(super) const GROUPS: [(&str, Option<&str>); 6] = [
    ("Harbour", None),
    ("North quay", Some("Harbour")),
    ("Berth 1", Some("North quay")),
    ("Docks", None),
    ("Dry dock", Some("Docks")),
    ("Open sea", None),
];

pub(super) fn kind_of(attribute: &str) -> &'static str {
    let known = ATTRIBUTES.iter().find(|(name, _)| *name == attribute);
    known.map_or("text", |(_, kind)| kind)
}

/// A value that an attribute may have; people by these names.
pub(super) fn value(chance: &mut Chance, attribute: &str, people: &[String]) -> Value {
    match kind_of(attribute) {
        "person" if chance.one_in(3) => json!("nobody"),
        "person" => json!(spelt(chance, chance_of(people))),
        "group" => {
            let (name, _) = *chance.pick(&GROUPS);
            json!(spelt(chance, |_| name.to_owned()))
        }
        "number" => json!(chance.below(4)),
        "boolean" => json!(chance.one_in(2)),
        "date_time" => json!(format!("2026-01-0{}T00:00:00Z", 1 + chance.below(4))),
        _ if chance.one_in(12) => json!(""),
        _ => json!(*chance.pick(&["open", "Open", "laid up", "sold", "opened"])),
    }
}

fn chance_of(people: &[String]) -> impl Fn(&mut Chance) -> String + '_ {
    |chance| chance.pick(people).clone()
}

/// In some case: names are compared without regard to it.
fn spelt(chance: &mut Chance, draw: impl Fn(&mut Chance) -> String) -> String {
    let name = draw(chance);
    if chance.one_in(3) {
        name.to_uppercase()
    } else {
        name
    }
}

/// What is told of a boat: some of it, with nothing or several values here and there.
pub(super) fn told(chance: &mut Chance, people: &[String]) -> Map<String, Value> {
    let mut told = Map::new();
    for (attribute, _) in ATTRIBUTES {
        let one = match chance.below(10) {
            0 => continue,
            1 => Value::Null,
            2 => json!([]),
            3 if attribute == "tags" || attribute == "group" => json!([
                value(chance, attribute, people),
                value(chance, attribute, people)
            ]),
            _ => value(chance, attribute, people),
        };
        told.insert(attribute.to_owned(), one);
    }
    let workspace = json!(*chance.pick(&WORKSPACES));
    let group = json!(chance.pick(&GROUPS).0.to_lowercase());
    for (place, named) in [("workspace", workspace), ("fleet_group", group)] {
        match chance.below(6) {
            0 => drop(told.insert(place.to_owned(), Value::Null)),
            1..=3 => drop(told.insert(place.to_owned(), named)),
            _ => {}
        }
    }
    told
}

/// Whether anything that was told has several values.
pub(super) fn has_several(told: &Map<String, Value>) -> bool {
    told.values()
        .any(|value| value.as_array().is_some_and(|all| all.len() > 1))
}
