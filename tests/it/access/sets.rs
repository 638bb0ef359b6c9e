//! Record sets, slowly: each predicate as Muster reads it and, beside it, as it is meant.

use super::acts::Act;
use super::edits::{Change, MOVED_TO_OTHER_TYPES};
use super::facts::{Facts, RecordSet};
use super::ledger::Done;
use crate::support::Chance;
use muster_model::access::{Predicate, Reach, Reaches};
use muster_model::people::fold;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The entity types of the stories; what they are about is the same.
pub(super) const TYPES: [&str; 3] = ["boat", "record", "cargo"];

/// The record sets that every file brings, and one that comes and goes.
pub(super) const SETS: [&str; 3] = ["Own", "Local", "Third"];

/// Who asks, as records may know them.
pub(super) struct Who {
    pub(super) names: Vec<String>,
    /// None for the entire fleet.
    pub(super) groups: Option<Vec<String>>,
    pub(super) case_groups: Vec<String>,
}

/// A predicate; an attribute that nobody told is unknown, null is no value.
pub(super) struct Known {
    pub(super) text: &'static str,
    meant: fn(&Who, &Value) -> Option<bool>,
}

const KNOWN: &[Known] = &[
    Known {
        text: "owner eq $me",
        meant: |who, record| Some(is_one_of(record.get("owner")?, &who.names)),
    },
    Known {
        text: "group in $me.groups",
        meant: |who, record| match (&who.groups, record.get("group")?) {
            (_, Value::Null) => Some(false),
            (None, _) => Some(true),
            (Some(groups), group) => Some(is_one_of(group, groups)),
        },
    },
    Known {
        text: "case_group in $me.case_groups",
        meant: |who, record| Some(is_one_of(record.get("case_group")?, &who.case_groups)),
    },
    Known {
        text: "not (case_group in $me.case_groups)",
        meant: |who, record| Some(!is_one_of(record.get("case_group")?, &who.case_groups)),
    },
    Known {
        text: "status eq \"open\"",
        meant: |_, record| Some(is_one_of(record.get("status")?, &["open".to_owned()])),
    },
    Known {
        text: "not (status eq \"open\")",
        meant: |_, record| Some(!is_one_of(record.get("status")?, &["open".to_owned()])),
    },
];

/// How far somebody reaches within an entity type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    sets: BTreeSet<String>,
    view: Ways,
    update: Ways,
}

/// The ways in which a record is reached, each being the predicates that hold together: one without
/// any is everything, and no way is nothing.
type Ways = BTreeSet<BTreeSet<String>>;

fn is_one_of(value: &Value, names: &[String]) -> bool {
    let text = value.as_str().unwrap_or_default();
    names.iter().any(|name| fold(name) == fold(text))
}

/// What one side of a set reaches: a word, or predicates with `or` between them.
fn ways(text: &str) -> Ways {
    match text {
        "all" => everything(),
        "none" => Ways::new(),
        text => text
            .split(" or ")
            .map(|one| [one.to_owned()].into())
            .collect(),
    }
}

fn everything() -> Ways {
    [BTreeSet::new()].into()
}

/// Any way of either.
fn either(one: Ways, other: Ways) -> Ways {
    fewest(&one.into_iter().chain(other).collect())
}

/// A way of the one and a way of the other.
fn both(one: &Ways, other: &Ways) -> Ways {
    let pairs = one
        .iter()
        .flat_map(|one| other.iter().map(move |other| one | other));
    fewest(&pairs.collect())
}

/// Without the ways that ask for more than another one does.
fn fewest(ways: &Ways) -> Ways {
    let wider = |way: &&BTreeSet<String>| !ways.iter().any(|one| one != *way && one.is_subset(way));
    ways.iter().filter(wider).cloned().collect()
}

/// What is given for an entity type, or for every one: the words, or the id of a set.
pub(super) fn reached(
    facts: &Facts,
    entity: &str,
    given: &[(Option<String>, String)],
) -> Option<Reached> {
    let mut all: Option<Reached> = None;
    for (of, set) in given {
        if of.as_ref().is_some_and(|of| of != entity) {
            continue;
        }
        let id: Option<Uuid> = set.parse().ok();
        let found = facts.sets.iter().find(|one| Some(one.id) == id);
        let (name, view, update) = match (set.as_str(), found) {
            ("all", _) => ("all", "all".to_owned(), "all".to_owned()),
            (_, Some(found)) => match reach_of(found, entity) {
                Some((view, update)) => (found.name.as_str(), view, update),
                None if of.is_some() => (found.name.as_str(), "none".to_owned(), "none".to_owned()),
                None => continue,
            },
            _ => ("none", "none".to_owned(), "none".to_owned()),
        };
        let view = ways(&view);
        let mut next = Reached {
            sets: [name.to_owned()].into(),
            // Nobody changes what they do not see.
            update: both(&view, &ways(&update)),
            view,
        };
        if let Some(held) = all {
            next.sets.extend(held.sets);
            next.view = either(next.view, held.view);
            next.update = either(next.update, held.update);
        }
        all = Some(next);
    }
    all
}

fn reach_of(set: &RecordSet, entity: &str) -> Option<(String, String)> {
    let types: BTreeMap<String, Reaches> =
        serde_json::from_value(set.types.clone()).expect("reaches");
    let reaches = types.get(entity)?;
    Some((reaches.view.told(), reaches.update.told()))
}

/// The same within what the role reaches, as JSON: the ways of each side; nothing where everything is
/// reached.
pub(super) fn told(given: Option<Reached>, role: Option<(&str, &Reaches)>) -> Option<Value> {
    let given = given.filter(|given| given.update != everything());
    let role = role.map(|(name, reaches)| {
        let sides = (ways(&reaches.view.told()), ways(&reaches.update.told()));
        (name, sides)
    });
    let role = role.filter(|(_, (view, update))| both(view, update) != everything());
    if given.is_none() && role.is_none() {
        return None;
    }
    let (name, sides) = role.unzip();
    let (view, update) = sides.unwrap_or_else(|| (everything(), everything()));
    let given = given.unwrap_or_else(|| Reached {
        sets: BTreeSet::new(),
        view: everything(),
        update: everything(),
    });
    let view = both(&given.view, &view);
    Some(json!({
        "sets": given.sets,
        "role": name,
        "update": both(&view, &both(&given.update, &update)),
        "view": view,
    }))
}

/// The compiled record sets in the same form.
pub(super) fn shown(access: &Value) -> Value {
    let held: BTreeMap<String, Value> = access
        .get("records")
        .map(|records| serde_json::from_value(records.clone()).expect("record sets"))
        .unwrap_or_default();
    let all = held.into_iter().map(|(entity, reach)| {
        let side = |name: &str| {
            let reach: Reach = serde_json::from_value(reach[name].clone()).expect("a reach");
            read(&reach)
        };
        let view = side("view");
        let told = json!({
            "sets": reach["sets"],
            "role": reach["role"],
            "update": both(&view, &side("update")),
            "view": view,
        });
        (entity, told)
    });
    Value::Object(all.collect())
}

fn read(reach: &Reach) -> Ways {
    match reach {
        Reach::All => everything(),
        Reach::None => Ways::new(),
        Reach::Some(predicate) => read_predicate(predicate),
    }
}

fn read_predicate(predicate: &Predicate) -> Ways {
    match predicate {
        Predicate::And(all) => {
            let all = all.iter().map(read_predicate);
            all.fold(everything(), |one, other| both(&one, &other))
        }
        Predicate::Or(any) => {
            let any = any.iter().map(read_predicate);
            any.fold(Ways::new(), either)
        }
        one => [[one.to_string()].into()].into(),
    }
}

/// A set goes to another one that speaks of all of its types, and to no other one. What it does not know
/// it does not judge: another act may change the sets at once.
pub(super) fn follow(before: &Facts, done: &Done<'_>, about: &str) {
    let changes = |act: &Act| matches!(act, Act::Apply(_) | Act::Policy(Change::RecordSet(_)));
    if done.acts.iter().any(changes) {
        return;
    }
    for (act, answer) in done.acts.iter().zip(&done.answers) {
        if let Act::Policy(Change::DropRecordSet(edit)) = act
            && let (Some(to), Some(answer)) = (edit.move_to, answer)
        {
            let is_refused = answer["refused"] == MOVED_TO_OTHER_TYPES;
            let silent = silent(before, edit.id.0, to.0);
            assert_eq!(is_refused, !silent.is_empty(), "{silent:?}, {about}");
        }
    }
}

/// The types that the one set names and the other one does not.
fn silent(facts: &Facts, one: Uuid, other: Uuid) -> Vec<&String> {
    let types = |id: Uuid| {
        let set = facts.sets.iter().find(|set| set.id == id);
        let types = set.and_then(|set| set.types.as_object());
        types.expect("the types of a set")
    };
    let named = types(other);
    let all = types(one).keys();
    all.filter(|entity| !named.contains_key(*entity)).collect()
}

/// How far a new set reaches, as people write it; what is built in has no case groups.
pub(super) fn draw_reach(chance: &mut Chance, entity: &str) -> String {
    let known: Vec<&Known> = KNOWN
        .iter()
        .filter(|known| entity != "record" || !known.text.contains("case_group"))
        .collect();
    match chance.below(6) {
        0 => "all".to_owned(),
        1 => "none".to_owned(),
        _ => {
            let (one, other) = (chance.pick(&known).text, chance.pick(&known).text);
            if one == other {
                one.to_owned()
            } else {
                format!("{one} or {other}")
            }
        }
    }
}

/// Whether all of the predicates hold; unknown when none is known not to.
pub(super) fn all(who: &Who, terms: &Value, record: &Value) -> Option<bool> {
    let terms = terms.as_array().expect("terms").iter();
    let truths: Vec<Option<bool>> = terms
        .map(|term| {
            let mut known = KNOWN.iter();
            let known = known.find(|known| Some(known.text) == term.as_str());
            (known.expect("a predicate of the stories").meant)(who, record)
        })
        .collect();
    if truths.contains(&Some(false)) {
        return Some(false);
    }
    (!truths.contains(&None)).then_some(true)
}
