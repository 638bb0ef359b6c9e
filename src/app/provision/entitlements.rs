//! Core `entitlements` as a second carrier of what our extension names.
//!
//! RFC 7643 4.1.2: "No vocabulary or syntax is specified". Where the connection reads what the account
//! gives, the values of a type that it read there mean these; those of other types mean nothing.

use super::grants::Words;
use super::told::Told;
use crate::access::attributes::EVERY_RECORD_SET;
use muster_model::access::PersonOption;
use muster_model::people::Profile;
use serde_json::{Value, json};

/// The core attribute.
const NAME: &str = "entitlements";

/// Each type with the access attribute whose values it has.
const CARRIED: [(&str, &str); 3] = [
    ("Workspace", "workspaces"),
    ("FleetGroup", "fleetGroups"),
    ("RecordSet", EVERY_RECORD_SET),
];

/// Adds what a request names by `entitlements`; what our extension says of the same wins, as it does
/// over core `roles`. A request that does not name them leaves them alone, a PUT as well.
pub(super) fn hear(
    told: &mut Told,
    old: Option<&Profile>,
    alone: bool,
    words: &mut Words,
    notes: &mut Vec<String>,
) {
    if !told.named.has(NAME) {
        let held = old.and_then(|profile| profile.attributes.get(NAME));
        if let Some(held) = held {
            let attributes = &mut told.profile.attributes;
            attributes.entry(NAME).or_insert_with(|| held.clone());
        }
        return;
    }
    let access = told.access();
    let (said, before) = (told.profile.clone(), old.cloned());
    let of = |profile: Option<&Profile>, kind: &str| {
        profile.map_or_else(Vec::new, |profile| values(profile, kind))
    };
    let blank = remark(&said, notes);
    let mut take = |kind: &str, attribute: &str, value: Value, same: bool| {
        if told.named.has_own(attribute) || blank.contains(&kind) {
            return;
        }
        if access.get(attribute).is_some_and(|held| !held.is_null()) {
            notes.push(format!(
                "entitlements of type {kind} give nothing: {attribute} of our extension says it"
            ));
            return;
        }
        words.named.insert(attribute.to_owned(), value);
        if alone && same {
            words.again.push(attribute.to_owned());
        }
    };
    for (kind, attribute) in CARRIED {
        let (now, then) = (of(Some(&said), kind), of(before.as_ref(), kind));
        if !(now.is_empty() && then.is_empty()) {
            let same = now == then;
            take(kind, attribute, json!(now), same);
        }
    }
    let (now, then) = (of(Some(&said), "Option"), of(before.as_ref(), "Option"));
    for option in PersonOption::ALL {
        let has = |all: &[String]| all.iter().any(|value| value == option.as_str());
        if has(&now) || has(&then) {
            take("Option", option.attribute(), json!(has(&now)), now == then);
        }
    }
}

/// Notes what gives nothing; answers the types of which a value names nothing: what they gave stays, for
/// without its record set somebody would reach more.
fn remark(said: &Profile, notes: &mut Vec<String>) -> Vec<&'static str> {
    let types: Vec<&str> = CARRIED.iter().map(|(kind, _)| *kind).collect();
    let types = [types.as_slice(), &["Option"]].concat();
    let all = said.attributes.get(NAME).and_then(Value::as_array);
    let mut blank = Vec::new();
    for one in all.into_iter().flatten() {
        let kind = one.get("type").and_then(Value::as_str).unwrap_or_default();
        let known = types.iter().find(|known| known.eq_ignore_ascii_case(kind));
        let value = value(one).unwrap_or_default();
        match known {
            None => notes.push(format!(
                "entitlements of type {kind:?} give nothing: types are {}",
                types.join(", ")
            )),
            Some(known) if value.trim_matches([' ', ';']).is_empty() => {
                notes.push(format!(
                    "left out: an entitlement of type {known} names nothing, and what that type gave stays"
                ));
                blank.push(*known);
            }
            Some(&"Option") if PersonOption::parse(&value).is_none() => {
                let options = PersonOption::ALL.map(PersonOption::as_str).join(", ");
                notes.push(format!(
                    "option {value:?} does not exist; use one of: {options}"
                ));
            }
            Some(_) => {}
        }
    }
    blank
}

/// The values of a type, whatever its case.
fn values(profile: &Profile, kind: &str) -> Vec<String> {
    let all = profile.attributes.get(NAME).and_then(Value::as_array);
    let is_of = |one: &&Value| {
        let named = one.get("type").and_then(Value::as_str);
        named.is_some_and(|named| named.eq_ignore_ascii_case(kind))
    };
    let of_kind = all.into_iter().flatten().filter(is_of);
    of_kind.filter_map(value).collect()
}

/// What one of them names.
fn value(one: &Value) -> Option<String> {
    let parts = ["value", "display"].into_iter();
    let mut words = parts.filter_map(|part| one.get(part)?.as_str());
    words.next().map(str::to_owned)
}
