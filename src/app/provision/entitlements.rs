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
        stand_in(told, words);
        return;
    }
    let silent = remark(&told.profile, notes);
    keep(&mut told.profile, old, &silent);
    let access = told.access();
    let (said, before) = (told.profile.clone(), old.cloned());
    let of = |profile: Option<&Profile>, kind: &str| {
        profile.map_or_else(Vec::new, |profile| values(profile, kind))
    };
    let mut take = |kind: &str, attribute: &str, value: Value, same: bool| {
        if silent.contains(&kind) {
            return;
        }
        if access.get(attribute).is_some_and(|held| !held.is_null()) {
            if value != json!([]) && value != json!(false) {
                notes.push(format!(
                    "entitlements of type {kind} give nothing: {attribute} of our extension says it"
                ));
            }
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

/// Where our extension takes its word back, what stands here of the same counts.
fn stand_in(told: &Told, words: &mut Words) {
    let access = told.access();
    let is_taken_back = |attribute: &str| {
        let held = access.get(attribute);
        told.named.has_own(attribute) && held.is_none_or(Value::is_null)
    };
    for (kind, attribute) in CARRIED {
        let said = values(&told.profile, kind);
        if is_taken_back(attribute) && !said.is_empty() {
            words.named.insert(attribute.to_owned(), json!(said));
        }
    }
    let said = values(&told.profile, "Option");
    for option in PersonOption::ALL {
        if is_taken_back(option.attribute()) && said.iter().any(|one| one == option.as_str()) {
            words
                .named
                .insert(option.attribute().to_owned(), json!(true));
        }
    }
}

/// Notes what gives nothing; answers the types that are there and name nothing.
fn remark(said: &Profile, notes: &mut Vec<String>) -> Vec<&'static str> {
    let types: Vec<&str> = CARRIED.iter().map(|(kind, _)| *kind).collect();
    let types = [types.as_slice(), &["Option"]].concat();
    let mut silent = Vec::new();
    for one in all(said) {
        let known = types.iter().find(|known| is_of(one, known));
        let Some(known) = known else {
            let kind = one.get("type").and_then(Value::as_str).unwrap_or_default();
            notes.push(format!(
                "entitlements of type {kind:?} give nothing: types are {}",
                types.join(", ")
            ));
            continue;
        };
        match value(one) {
            None if values(said, known).is_empty() => {
                notes.push(format!(
                    "left out: an entitlement of type {known} names nothing, and what that type gave stays"
                ));
                silent.push(*known);
            }
            None => notes.push(format!(
                "left out: an entitlement of type {known} names nothing"
            )),
            Some(value) if *known == "Option" && PersonOption::parse(&value).is_none() => {
                let options = PersonOption::ALL.map(PersonOption::as_str).join(", ");
                notes.push(format!(
                    "option {value:?} does not exist; use one of: {options}"
                ));
            }
            Some(_) => {}
        }
    }
    silent
}

/// Puts what was said of these types before in the place of what names nothing: without its record set
/// somebody would reach more.
fn keep(said: &mut Profile, old: Option<&Profile>, silent: &[&str]) {
    if silent.is_empty() {
        return;
    }
    let of_these = |one: &Value| silent.iter().any(|kind| is_of(one, kind));
    let Some(Value::Array(mut now)) = said.attributes.remove(NAME) else {
        return;
    };
    now.retain(|one| !of_these(one));
    let held = old.into_iter().flat_map(all);
    now.extend(held.filter(|one| of_these(one)).cloned());
    if !now.is_empty() {
        said.attributes.insert(NAME.to_owned(), now.into());
    }
}

/// What is said of all types.
fn all(profile: &Profile) -> impl Iterator<Item = &Value> {
    let all = profile.attributes.get(NAME).and_then(Value::as_array);
    all.into_iter().flatten()
}

/// Whether one of them is of this type, whatever its case.
fn is_of(one: &Value, kind: &str) -> bool {
    let named = one.get("type").and_then(Value::as_str);
    named.is_some_and(|named| named.eq_ignore_ascii_case(kind))
}

/// What is named of a type.
fn values(profile: &Profile, kind: &str) -> Vec<String> {
    let of_kind = all(profile).filter(|one| is_of(one, kind));
    of_kind.filter_map(value).collect()
}

/// What one of them names, if anything.
fn value(one: &Value) -> Option<String> {
    let parts = ["value", "display"].into_iter();
    let mut words = parts.filter_map(|part| one.get(part)?.as_str());
    let word = words.next()?;
    let is_blank = word.trim_matches([' ', ';']).is_empty();
    (!is_blank).then(|| word.to_owned())
}
