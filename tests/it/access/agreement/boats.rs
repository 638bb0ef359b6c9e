//! What boats, buoys and cargo say of themselves, drawn.

use crate::support::Chance;
use serde_json::{Map, Value, json};

/// The entity types, all of one module and with the same attributes.
pub(super) const TYPES: [&str; 4] = ["boat", "buoy", "crane", CARGO];

/// Whether records of a type have such a place.
pub(super) fn has(entity: &str, place: &str) -> bool {
    match entity {
        "buoy" => place == "workspace",
        "crane" => place == "fleet_group",
        CARGO => true,
        _ => false,
    }
}

/// Cargo is assigned by the boat that it is on.
pub(super) const CARGO: &str = "cargo";

/// The attribute that names this boat.
pub(super) const BY: &str = "boat";

/// The ids of whatever can be assigned; two differ by their case alone.
pub(super) const IDS: [&str; 10] = [
    "b-1", "B-1", "b-2", "b-3", "b-4", "b-5", "b-6", "b 7", "b-\u{e9}", "b-01",
];

/// What can be said of case groups.
pub(super) const CASE_GROUPS: [&str; 5] = ["Red", "Blue", "Green", "Grey", "White"];

/// Each attribute and what its values are.
pub(super) const ATTRIBUTES: [(&str, &str); 8] = [
    ("status", "text"),
    ("captain", "person"),
    ("group", "group"),
    ("length", "number"),
    ("sunk", "boolean"),
    ("built", "date_time"),
    ("tags", "text"),
    ("case_group", "text"),
];

/// What a moment of a predicate has behind its second: it is no finer than a microsecond.
const DIGITS: [&str; 3] = ["", ".12345", ".123456"];

/// What that of a record may have.
const FINER: [&str; 6] = [
    "",
    ".12345",
    ".123456",
    ".1234561",
    ".1234565",
    ".123455999",
];

/// Whom and what records may name.
pub(super) struct Names {
    pub(super) people: Vec<String>,
    /// Case groups by name and, once they are there, by id.
    pub(super) case_groups: Vec<String>,
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

/// Places that are none.
const NOWHERE: [&str; 3] = [
    "Atlantis",
    "South 2",
    "0f9d2c3e-7a41-4b0e-9c55-6d1f00aa77b1",
];

/// Whether there is a place of this kind and name.
pub(super) fn is_known(place: &str, name: &str) -> bool {
    let is = |held: &str| held.to_lowercase() == name.to_lowercase();
    match place {
        "workspace" => WORKSPACES.into_iter().any(is),
        _ => GROUPS.iter().any(|(held, _)| is(held)),
    }
}

pub(super) fn kind_of(attribute: &str) -> &'static str {
    let known = ATTRIBUTES.iter().find(|(name, _)| *name == attribute);
    known.map_or("text", |(_, kind)| kind)
}

/// A value that an attribute may have; people by these names.
pub(super) fn value(chance: &mut Chance, attribute: &str, names: &Names) -> Value {
    match kind_of(attribute) {
        _ if attribute == "case_group" => json!(spelt(chance, one_of(&names.case_groups))),
        "person" if chance.one_in(3) => json!("nobody"),
        "person" => json!(spelt(chance, one_of(&names.people))),
        "group" => {
            let (name, _) = *chance.pick(&GROUPS);
            json!(spelt(chance, |_| name.to_owned()))
        }
        "number" => json!(chance.below(4)),
        "boolean" => json!(chance.one_in(2)),
        "date_time" => json!(moment(chance, &DIGITS)),
        _ if chance.one_in(12) => json!(""),
        _ => json!(*chance.pick(&["open", "Open", "laid up", "sold", "opened"])),
    }
}

/// A moment of few days, with one of these behind the second.
fn moment(chance: &mut Chance, digits: &[&str]) -> String {
    let drawn = chance.below(4 * digits.len());
    format!("2026-01-0{}T00:00:00{}Z", 1 + drawn % 4, digits[drawn / 4])
}

fn one_of(names: &[String]) -> impl Fn(&mut Chance) -> String + '_ {
    |chance| chance.pick(names).clone()
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

/// What is told of a record: some of it, with nothing or several values here and there.
pub(super) fn told(chance: &mut Chance, names: &Names) -> Map<String, Value> {
    const SEVERAL: [&str; 3] = ["tags", "group", "case_group"];
    let mut told = Map::new();
    for (attribute, _) in ATTRIBUTES {
        let one = match chance.below(10) {
            0 => continue,
            1 => Value::Null,
            2 => json!([]),
            _ if kind_of(attribute) == "date_time" => json!(moment(chance, &FINER)),
            3 if SEVERAL.contains(&attribute) => json!([
                value(chance, attribute, names),
                value(chance, attribute, names)
            ]),
            _ => value(chance, attribute, names),
        };
        told.insert(attribute.to_owned(), one);
    }
    let workspace = json!(*chance.pick(&WORKSPACES));
    let group = json!(chance.pick(&GROUPS).0.to_lowercase());
    for (place, named) in [("workspace", workspace), ("fleet_group", group)] {
        let said = match chance.below(16) {
            0 => continue,
            1 => Value::Null,
            2 => json!(""),
            3 => json!(*chance.pick(&NOWHERE)),
            _ => named,
        };
        told.insert(place.to_owned(), said);
    }
    told
}

/// Whether anything that record sets may ask for has several values.
pub(super) fn has_several(told: &Map<String, Value>) -> bool {
    let mut asked = told.iter().filter(|(name, _)| *name != BY);
    asked.any(|(_, value)| value.as_array().is_some_and(|all| all.len() > 1))
}
