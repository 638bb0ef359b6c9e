//! Record sets, slowly: each predicate as Muster reads it and, beside it, as it is meant.

use super::facts::{Facts, RecordSet};
use crate::support::Chance;
use muster_model::access::{
    Asked, Assigned, Decision, Me, Permission, Place, Predicate, Question, Reach, Reaches, Record,
    RecordKey, Term, decide,
};
use muster_model::people::{Person, fold};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The entity types of the stories; what they are about is the same.
pub(super) const TYPES: [&str; 2] = ["boat", "record"];

/// The record sets that every file brings, and one that comes and goes.
pub(super) const SETS: [&str; 3] = ["Own", "Local", "Third"];

/// Who asks, as records may know them.
struct Who {
    names: Vec<String>,
    /// None for the entire fleet.
    groups: Option<Vec<String>>,
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
        text: "status eq \"open\"",
        meant: |_, record| Some(is_one_of(record.get("status")?, &["open".to_owned()])),
    },
    Known {
        text: "not (status eq \"open\")",
        meant: |_, record| Some(!is_one_of(record.get("status")?, &["open".to_owned()])),
    },
];

/// How far somebody reaches within an entity type.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Reached {
    sets: BTreeSet<String>,
    /// None is everything; otherwise any of these.
    view: Option<BTreeSet<String>>,
    update: Option<BTreeSet<String>>,
}

/// What must hold, each being any of some predicates.
type Must = BTreeSet<BTreeSet<String>>;

fn is_one_of(value: &Value, names: &[String]) -> bool {
    let text = value.as_str().unwrap_or_default();
    names.iter().any(|name| fold(name) == fold(text))
}

/// What one side of a set reaches: a word, or predicates with `or` between them.
fn terms(text: &str) -> Option<BTreeSet<String>> {
    match text {
        "all" => None,
        "none" => Some(BTreeSet::new()),
        text => Some(text.split(" or ").map(str::to_owned).collect()),
    }
}

fn added(
    one: Option<BTreeSet<String>>,
    other: Option<BTreeSet<String>>,
) -> Option<BTreeSet<String>> {
    Some(one?.into_iter().chain(other?).collect())
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
                None if of.is_some() => (found.name.as_str(), "all".to_owned(), "all".to_owned()),
                None => continue,
            },
            _ => ("none", "none".to_owned(), "none".to_owned()),
        };
        let mut next = Reached {
            sets: [name.to_owned()].into(),
            view: terms(&view),
            update: terms(&update),
        };
        if let Some(held) = all {
            next.sets.extend(held.sets);
            next.view = added(next.view, held.view);
            next.update = added(next.update, held.update);
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

/// The same within what the role reaches, as JSON: of each side what must hold, each being any of
/// some predicates; nothing where everything is reached.
pub(super) fn told(given: Option<Reached>, role: Option<(&str, &Reaches)>) -> Option<Value> {
    let given = given.filter(|given| given.view.is_some() || given.update.is_some());
    let role = role.map(|(name, reaches)| {
        let sides = (terms(&reaches.view.told()), terms(&reaches.update.told()));
        (name, sides)
    });
    let role = role.filter(|(_, (view, update))| view.is_some() || update.is_some());
    if given.is_none() && role.is_none() {
        return None;
    }
    let (name, sides) = role.unzip();
    let (view, update) = sides.unwrap_or_default();
    let given = given.unwrap_or_default();
    Some(json!({
        "sets": given.sets,
        "role": name,
        "view": both(given.view, view),
        "update": both(given.update, update),
    }))
}

/// Both must hold; nothing is reached where either reaches nothing.
fn both(one: Option<BTreeSet<String>>, other: Option<BTreeSet<String>>) -> Must {
    shut(one.into_iter().chain(other).collect())
}

fn shut(must: Must) -> Must {
    let nothing = BTreeSet::new();
    if must.contains(&nothing) {
        return [nothing].into();
    }
    must
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
            must(&reach)
        };
        let told = json!({
            "sets": reach["sets"],
            "role": reach["role"],
            "view": side("view"),
            "update": side("update"),
        });
        (entity, told)
    });
    Value::Object(all.collect())
}

fn must(reach: &Reach) -> Must {
    match reach {
        Reach::Some(Predicate::And(all)) => {
            let all = all.iter().filter_map(|one| terms(&one.to_string()));
            all.collect()
        }
        reach => terms(&reach.told()).into_iter().collect(),
    }
}

/// How far a new set reaches, as people write it.
pub(super) fn draw_reach(chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => "all".to_owned(),
        1 => "none".to_owned(),
        _ => {
            let (one, other) = (chance.pick(KNOWN).text, chance.pick(KNOWN).text);
            if one == other {
                one.to_owned()
            } else {
                format!("{one} or {other}")
            }
        }
    }
}

/// A record of which some things are told, some are not, and some are nothing.
fn draw_record(chance: &mut Chance, me: &Person) -> (String, Map<String, Value>) {
    let mut attributes = Map::new();
    let own = [
        me.id.to_string(),
        me.profile.user_name.as_str().to_uppercase(),
    ];
    for (name, values) in [
        (
            "owner",
            [json!(own[0]), json!(own[1]), json!("p0@example.com")],
        ),
        ("group", [json!("Midwest"), json!("chicago"), json!("EAST")]),
        ("status", [json!("open"), json!("OPEN"), json!("shut")]),
    ] {
        match chance.below(5) {
            0 => {}
            1 => drop(attributes.insert(name.to_owned(), Value::Null)),
            _ => drop(attributes.insert(name.to_owned(), chance.pick(&values).clone())),
        }
    }
    let entity = *chance.pick(&["boat", "record", "record", "ship"]);
    (entity.to_owned(), attributes)
}

/// Asks whether somebody may do something with random records, and holds the answers against what
/// the slow evaluation says; answers how often.
pub(super) fn ask(
    chance: &mut Chance,
    facts: &Facts,
    person: &Person,
    slow: &Value,
    about: &str,
) -> usize {
    const QUESTIONS: usize = 32;
    let me = Me::of(person);
    let asked = Asked {
        status: person.status,
        access: &person.access,
        assigned: &Assigned::to([
            RecordKey::new("boat", "r-1"),
            RecordKey::new("record", "r-2"),
        ]),
        me: &me,
    };
    for _ in 0..QUESTIONS {
        let (entity, attributes) = draw_record(chance, person);
        let verb = *chance.pick(&["view", "edit"]);
        let id = *chance.pick(&[None, Some("r-1"), Some("r-2")]);
        let question = Question {
            action: Permission::parse(&format!("records.{verb}")).expect("an action"),
            workspace: Place::Unsaid,
            fleet_group: Place::Unsaid,
            record: Some(Record {
                entity: entity.clone(),
                id: id.map(str::to_owned),
                attributes: attributes.clone().into_iter().collect(),
            }),
        };
        let decision = decide(&asked, &facts.catalogue, &question);
        let is = match &decision {
            Decision::Allowed(_) => "yes",
            Decision::Denied(Term::RecordSet) => "record_set",
            Decision::Denied(term) => term.as_str(),
            Decision::Unsaid(_) => "attribute",
        };
        let should = answer(
            person,
            slow,
            (&entity, verb, id),
            &Value::Object(attributes),
        );
        assert_eq!(
            is,
            should,
            "{about}\n{} asks {question:?}\n{slow:#}",
            me.names().join(", ")
        );
    }
    QUESTIONS
}

/// The same question answered from what the slow evaluation tells.
fn answer(
    person: &Person,
    slow: &Value,
    (entity, verb, id): (&str, &str, Option<&str>),
    record: &Value,
) -> &'static str {
    if person.status.as_str() != "active" {
        return "status";
    }
    let allows = |held: &Value| {
        let held = held.as_str().unwrap_or_default();
        ["*", "records.*"].contains(&held) || held == format!("records.{verb}")
    };
    let mut permissions = slow["permissions"].as_array().into_iter().flatten();
    if !permissions.any(allows) {
        return "role";
    }
    if !TYPES.contains(&entity) {
        return "record_set";
    }
    let groups = slow["fleet"].as_array().map(|names| {
        let names = names.iter().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    });
    let who = Who {
        names: vec![
            person.id.to_string(),
            person.profile.user_name.as_str().to_owned(),
        ],
        groups,
    };
    let reached = &slow["record_sets"][entity];
    let side = |name: &str| match &reached[name] {
        Value::Null => Some(true),
        must => {
            let must = must.as_array().expect("what must hold").iter();
            let truths: Vec<_> = must.map(|terms| any(&who, terms, record)).collect();
            if truths.contains(&Some(false)) {
                Some(false)
            } else {
                truths.into_iter().collect::<Option<Vec<_>>>().map(|_| true)
            }
        }
    };
    let truth = match (side("view"), verb) {
        (view, "view") => view,
        (Some(false), _) => Some(false),
        (view, _) => match side("update") {
            Some(false) => Some(false),
            Some(true) => view,
            None => None,
        },
    };
    match truth {
        Some(true) => by_assignment(slow["visibility"].as_str(), entity, id),
        Some(false) => "record_set",
        None => "attribute",
    }
}

/// Everybody who asks is assigned to boat r-1 and to record r-2.
fn by_assignment(seen: Option<&str>, entity: &str, id: Option<&str>) -> &'static str {
    let is = match (seen, id) {
        (Some("all"), _) => true,
        // Which one it is must be said.
        (_, None) => return "attribute",
        (_, Some(id)) => [("boat", "r-1"), ("record", "r-2")].contains(&(entity, id)),
    };
    if is { "yes" } else { "assignment" }
}

/// Whether any of the predicates holds; unknown when none is known to.
fn any(who: &Who, terms: &Value, record: &Value) -> Option<bool> {
    let terms = terms.as_array().expect("terms").iter();
    let truths: Vec<Option<bool>> = terms
        .map(|term| {
            let mut known = KNOWN.iter();
            let known = known.find(|known| Some(known.text) == term.as_str());
            (known.expect("a predicate of the stories").meant)(who, record)
        })
        .collect();
    if truths.contains(&Some(true)) {
        return Some(true);
    }
    (!truths.contains(&None)).then_some(false)
}
