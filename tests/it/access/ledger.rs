//! What each directory last said of access, kept beside the server: from what was sent and whether
//! it was taken, not from the grants that Muster made of it.

use super::acts::{Act, DIRECTORIES, Verb};
use super::draw::OWN;
use super::edits::Change;
use super::facts::{Facts, Grant, Person};
use super::roles::{self, Meant};
use super::slow::is_kept;
use super::standing::is_orphan;
use super::words::{entity_of, is_beyond, meant, named};
use muster_model::access::PersonOption;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A dimension and a value.
type Row = (String, String);

/// By connection and person: the rows that its word makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ledger(BTreeMap<(Uuid, Uuid), BTreeSet<Row>>);

/// What was done at once, each with its answer unless it was refused.
pub(super) struct Done<'a> {
    pub(super) acts: &'a [Act; 2],
    pub(super) answers: [Option<Value>; 2],
}

/// How things stand when somebody speaks.
struct Moment<'f> {
    facts: &'f Facts,
    /// How those who know the person are seen: another one may come or go at once.
    knowers: &'f Facts,
    before: &'f Facts,
}

/// What a request says of the role; nothing of what it does not speak of.
struct RoleWords {
    ours: Option<Value>,
    core: Option<Value>,
}

impl Moment<'_> {
    /// Whether no other directory can have said what stands there of somebody.
    fn is_alone(&self, connection: Uuid, person: Uuid) -> bool {
        let person = self.knowers.person(person);
        person.is_none_or(|person| knows_alone(person, connection))
    }
}

impl Ledger {
    /// Follows what was done, in one order or the other, and asks whether the rows say the same.
    pub(super) fn follow(&mut self, before: &Facts, after: &Facts, done: &Done<'_>, about: &str) {
        let is = Self::read(after);
        let mut could_be = Vec::new();
        for order in [[0, 1], [1, 0]] {
            for knowers in [before, after] {
                let (mut ledger, mut said) = (self.clone(), BTreeMap::new());
                // A change of the policy is the other act, if there is one: it comes before or after.
                for (at, facts) in order.into_iter().zip([before, after]) {
                    if let Some(answer) = &done.answers[at] {
                        let moment = Moment {
                            facts,
                            knowers,
                            before,
                        };
                        ledger.hear(&done.acts[at], answer, &moment, &mut said);
                    }
                }
                ledger.forget(after);
                could_be.push(ledger);
            }
        }
        let answers = &done.answers;
        assert!(
            could_be.contains(&is),
            "the rows of directories are not their words, {about}\nanswers {answers:#?}\n\
             rows differ from one order by {:#?}\nfrom the other by {:#?}",
            is.differs_from(&could_be[0]),
            is.differs_from(&could_be[2]),
        );
        *self = is;
    }

    /// Begins anew with how things stand.
    pub(super) fn begin(&mut self, facts: &Facts) {
        *self = Self::read(facts);
    }

    /// What is gone is said of nobody, and nothing of who is gone.
    pub(super) fn forget(&mut self, after: &Facts) {
        self.0.retain(|(connection, person), rows| {
            let source = json!({"kind": "scim", "connection": connection});
            rows.retain(|(dimension, value)| {
                let (dimension, value, source) = (dimension.clone(), value.clone(), source.clone());
                !is_orphan(
                    after,
                    &Grant {
                        dimension,
                        value,
                        source,
                    },
                )
            });
            !rows.is_empty() && after.person(*person).is_some()
        });
    }

    /// The rows of directories as they stand.
    fn read(facts: &Facts) -> Self {
        let mut ledger = Self::default();
        for person in facts.people.iter().filter(|one| !one.is_of_crowd()) {
            for grant in person
                .grants
                .iter()
                .filter(|one| one.source["kind"] == "scim")
            {
                let connection = serde_json::from_value(grant.source["connection"].clone());
                let key = (connection.expect("an id"), person.id);
                let row = (grant.dimension.clone(), grant.value.clone());
                let is_new = ledger.0.entry(key).or_default().insert(row);
                assert!(is_new, "twice the same: {grant:?}");
            }
        }
        ledger
    }

    fn differs_from(&self, other: &Self) -> Vec<String> {
        let rows = |of: &Self| {
            let all = of.0.iter();
            let all = all.flat_map(|(key, rows)| rows.iter().map(move |row| (*key, row.clone())));
            all.collect::<BTreeSet<_>>()
        };
        let (is, should) = (rows(self), rows(other));
        let more = is
            .difference(&should)
            .map(|row| format!("too much {row:?}"));
        let less = should.difference(&is).map(|row| format!("missing {row:?}"));
        more.chain(less).collect()
    }

    fn hear(
        &mut self,
        act: &Act,
        answer: &Value,
        moment: &Moment<'_>,
        said: &mut BTreeMap<(Uuid, String), Value>,
    ) {
        match act {
            Act::Scim(by, verb, path, body) if path.starts_with("/Users") => {
                let connection = moment.facts.connection(DIRECTORIES[*by]).id;
                let told = path.trim_start_matches("/Users/").parse().ok();
                let person = told.or_else(|| answer["id"].as_str()?.parse().ok());
                let key = (connection, person.expect("an id"));
                if matches!(verb, Verb::Delete) {
                    self.0.remove(&key);
                    return;
                }
                let mut named = named(body);
                let ours = named.remove("role");
                let of_roles = RoleWords {
                    ours,
                    core: roles::said(body),
                };
                let rows = self.0.entry(key).or_default();
                write_role(rows, key, of_roles, moment, said);
                for (attribute, word) in named {
                    if write(rows, key, (&attribute, &word), moment, said) {
                        said.insert((key.1, attribute), word);
                    }
                }
            }
            Act::Policy(Change::DropRecordSet(edit)) if answer.is_null() => {
                let (from, to) = (edit.id.0, edit.move_to.map(|to| to.0));
                for rows in self.0.values_mut() {
                    let moved = rows.iter().filter(|(of, _)| of == "record_set");
                    let moved = moved.filter(|(_, value)| value.ends_with(&from.to_string()));
                    let moved: Vec<Row> = moved.cloned().collect();
                    for (dimension, value) in moved {
                        let text = to.map(|to| value.replace(&from.to_string(), &to.to_string()));
                        rows.extend(text.map(|text| (dimension.clone(), text)));
                        rows.remove(&(dimension, value));
                    }
                }
            }
            Act::Policy(Change::DropRole(edit)) => {
                let from = ("role".to_owned(), edit.id.0.to_string());
                for rows in self.0.values_mut() {
                    if let Some(to) = edit.move_to
                        && rows.remove(&from)
                    {
                        rows.insert(("role".to_owned(), to.0.to_string()));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Puts the word of one attribute in place of what stood there; false when it is not heard.
fn write(
    rows: &mut BTreeSet<Row>,
    (connection, person): (Uuid, Uuid),
    (attribute, word): (&str, &Value),
    moment: &Moment<'_>,
    said: &BTreeMap<(Uuid, String), Value>,
) -> bool {
    let facts = moment.facts;
    if let Some(option) = PersonOption::of_attribute(attribute) {
        let row = ("option".to_owned(), option.as_str().to_owned());
        rows.remove(&row);
        rows.extend((*word == json!(true)).then_some(row));
        return true;
    }
    let dimension = match attribute {
        "workspaces" => "workspace",
        "fleetAccess" => "fleet_access",
        "recordVisibility" => "visibility",
        name if name.ends_with("RecordSet") => "record_set",
        _ => "fleet_group",
    };
    if is_kept(facts, connection, "scope", "console") {
        return false;
    }
    let names = word.as_str().unwrap_or_default().split(';').map(str::trim);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let mut unknown = false;
    let mut values = BTreeSet::new();
    for name in names {
        match meant(facts, attribute, name) {
            Some(value) => drop(values.insert(value)),
            None => unknown = true,
        }
    }
    let before = moment.before.person(person);
    let stood = before.map(|person| &person.profile[OWN][attribute]);
    let stood = said.get(&(person, attribute.to_owned())).or(stood);
    let alone = moment.is_alone(connection, person);
    let stays = unknown && alone && stood == Some(word);
    let entity = (dimension == "record_set").then(|| format!("{}=", entity_of(attribute)));
    let other = |value: &String| entity.as_ref().is_some_and(|of| !value.starts_with(of));
    rows.retain(|(held, value)| held != dimension || other(value) || stays);
    // What is restricted does not open because its name is wrong.
    if let Some(entity) = &entity
        && unknown
        && values.is_empty()
        && rows
            .iter()
            .all(|(held, value)| held != dimension || other(value))
    {
        values.insert(format!("{entity}none"));
    }
    rows.extend(
        values
            .into_iter()
            .map(|value| (dimension.to_owned(), value)),
    );
    true
}

/// Puts the word on the role in place of what stood there: of our `role` and core `roles` the one that
/// is not spoken of counts as well where no other directory can have said it.
fn write_role(
    rows: &mut BTreeSet<Row>,
    (connection, person): (Uuid, Uuid),
    told: RoleWords,
    moment: &Moment<'_>,
    said: &mut BTreeMap<(Uuid, String), Value>,
) {
    let facts = moment.facts;
    let is_silent = told.ours.is_none() && told.core.is_none();
    if is_silent || is_kept(facts, connection, "role", "console") {
        return;
    }
    let before = moment.before.person(person).map(|one| &one.profile);
    let stood = |name: &str, of: fn(&Value) -> &Value| {
        let said = said.get(&(person, name.to_owned()));
        said.or(before.map(of)).cloned().unwrap_or_default()
    };
    let (our_own, core) = (
        stood("role", |of| &of[OWN]["role"]),
        stood("roles", |of| &of["roles"]),
    );
    let was = Meant::by(&our_own, &core);
    let alone = moment.is_alone(connection, person);
    let heard = |told: &Option<Value>, stood: Value| match told {
        Some(told) => told.clone(),
        None if alone => stood,
        None => Value::Null,
    };
    let is = Meant::by(&heard(&told.ours, our_own), &heard(&told.core, core));
    let owner = facts.person(person).is_some_and(|person| person.owner);
    let mut words = is.words().iter();
    let named = words.find_map(|word| Some((word, meant(facts, "role", word)?)));
    let beyond = named
        .as_ref()
        .is_some_and(|(word, _)| is_beyond(facts, connection, word));
    if is != Meant::Nothing && (owner || beyond) {
        return;
    }
    // Said again by the one who can have said it, a name that has gone takes nothing away.
    let stays = is != Meant::Nothing && named.is_none() && alone && is == was;
    rows.retain(|(dimension, _)| dimension != "role" || stays);
    rows.extend(named.map(|(_, id)| ("role".to_owned(), id)));
    for (name, word) in [("role", told.ours), ("roles", told.core)] {
        if let Some(word) = word {
            said.insert((person, name.to_owned()), word);
        }
    }
}

/// Said again by the one who can have said it, a name that has gone takes nothing away.
fn knows_alone(person: &Person, connection: Uuid) -> bool {
    let former = person.former.iter().map(|(former, _)| former);
    person
        .links
        .iter()
        .chain(former)
        .all(|one| *one == connection)
}
