//! One question.

use super::boats::{BY, CARGO, IDS, Names, TYPES, is_known, told};
use super::desk::Key;
use crate::support::Chance;
use muster_app::decide::{Tuple, Wanted};
use muster_model::access::{Place, Record, Verb};
use serde_json::{Map, Value, json};

/// What can be asked; the last is offered by no module.
pub(super) const ACTIONS: [&str; 5] = [
    "boats.view",
    "boats.view.price",
    "boats.sail",
    "boats.create",
    "boats.fly",
];

/// What else is offered: parts of these, which a question names by properties of the action.
const PARTS: [(&str, &str); 4] = [
    ("boats.view", "price"),
    ("boats.view", "log"),
    ("boats.sail", "night"),
    ("boats.sail", "far"),
];

/// All that the module offers, by names without the module.
pub(super) fn offered() -> impl Iterator<Item = String> {
    let parts = PARTS
        .into_iter()
        .map(|(action, part)| format!("{action}.{part}"));
    let all = ACTIONS[..4].iter().map(|action| (*action).to_owned());
    let all = all.chain(parts.filter(|part| !ACTIONS.contains(&part.as_str())));
    all.map(|action| action.trim_start_matches("boats.").to_owned())
}

#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) entity: &'static str,
    /// None where it was not told.
    pub(super) id: Option<String>,
    pub(super) action: &'static str,
    /// What is said of the action.
    pub(super) said: Map<String, Value>,
    /// What else was told of the record.
    pub(super) told: Map<String, Value>,
    /// Whether the action is named without its module.
    pub(super) is_short: bool,
}

impl Question {
    /// Draws one, often about a record that somebody is near to.
    pub(super) fn draw(chance: &mut Chance, names: &Names, near: &[Key]) -> Self {
        let entity = *chance.pick(&TYPES);
        let action = if chance.one_in(40) {
            ACTIONS[4]
        } else {
            *chance.pick(&ACTIONS[..4])
        };
        let own = own(chance, entity, near);
        let mut told = told(chance, names);
        if entity == CARGO {
            told.extend(boat(chance, own).map(|told| (BY.to_owned(), told)));
        }
        Self {
            entity,
            id: Some(own.map_or_else(|| any_id(chance), str::to_owned)),
            action,
            said: said(chance),
            told,
            is_short: chance.one_in(4),
        }
    }

    /// The same about a record whose id is not told; and of the action nothing unless it shall be.
    pub(super) fn without_id(mut self, says: bool) -> Self {
        self.id = None;
        if !says {
            self.said.clear();
        }
        self
    }

    /// The record that counts, where it is of a known name itself.
    pub(super) fn key(&self) -> Option<Key> {
        let id = IDS.into_iter().find(|id| self.id.as_deref() == Some(id))?;
        (self.entity != CARGO).then_some((self.entity, id))
    }

    /// The actions that must be allowed, every one: the parts that are named by being true, or else
    /// the action itself.
    pub(super) fn actions(&self) -> Vec<String> {
        let named = |part: &str| self.said.get(part) == Some(&Value::Bool(true));
        let parts = PARTS
            .into_iter()
            .filter(|(action, part)| *action == self.action && named(part));
        let parts: Vec<String> = parts
            .map(|(action, part)| format!("{action}.{part}"))
            .collect();
        if parts.is_empty() {
            return vec![self.action.to_owned()];
        }
        parts
    }

    /// The name of a place that is none, if one is named.
    pub(super) fn unknown_place(&self) -> Option<&'static str> {
        let mut places = ["workspace", "fleet_group"].into_iter();
        places.find(|place| self.is_nowhere(place))
    }

    /// Whether a place is named that is none.
    pub(super) fn is_nowhere(&self, place: &str) -> bool {
        let named = self.told.get(place).and_then(Value::as_str);
        named.is_some_and(|named| !named.is_empty() && !is_known(place, named))
    }

    pub(super) fn verb(&self) -> Verb {
        if self.action.starts_with("boats.view") {
            Verb::View
        } else {
            Verb::Update
        }
    }

    /// Whether a record is yet to be made.
    pub(super) fn is_new(&self) -> bool {
        self.action == "boats.create" && self.id.is_none()
    }

    /// The record with its id, where that is told.
    pub(super) fn record(&self) -> Map<String, Value> {
        let mut record = self.told.clone();
        let id = self.id.as_ref();
        record.extend(id.map(|id| ("id".to_owned(), json!(id))));
        record
    }

    pub(super) fn tuple(&self, subject: &str) -> Tuple {
        let short = self.action.trim_start_matches("boats.");
        let properties = self.told.clone().into_iter();
        Tuple {
            subject_type: "user".to_owned(),
            subject: subject.to_owned(),
            action: if self.is_short { short } else { self.action }.to_owned(),
            resource_type: self.entity.to_owned(),
            // What has none is yet to be made.
            resource: self.id.clone().unwrap_or_default(),
            resource_properties: properties.collect(),
            action_properties: self.said.clone().into_iter().collect(),
            ..Tuple::default()
        }
    }

    pub(super) fn wanted(&self) -> Wanted {
        let place = |name: &str| match self.told.get(name) {
            None => Place::Unsaid,
            Some(place) => match place.as_str() {
                None | Some("") => Place::Nowhere,
                Some(place) => Place::At(place.to_owned()),
            },
        };
        Wanted {
            action: self.action.to_owned(),
            workspace: place("workspace"),
            fleet_group: place("fleet_group"),
            record: Some(Record {
                entity: self.entity.to_owned(),
                id: self.id.clone(),
                attributes: self.told.clone().into_iter().collect(),
            }),
        }
    }
}

/// What is said of the action: mostly nothing, or some of the parts of this and of other actions, and
/// some by other words than true.
fn said(chance: &mut Chance) -> Map<String, Value> {
    let mut said = Map::new();
    if !chance.one_in(3) {
        return said;
    }
    for part in ["price", "log", "night", "far", "soft"] {
        let word = match chance.below(10) {
            0..=4 => json!(true),
            5 => json!(false),
            6 => (*chance.pick(&[json!("true"), json!(1), Value::Null, json!([true])])).clone(),
            _ => continue,
        };
        said.insert(part.to_owned(), word);
    }
    said
}

/// The id of a record that counts and that somebody is near to, in half of the cases.
fn own(chance: &mut Chance, entity: &str, near: &[Key]) -> Option<&'static str> {
    let counts = if entity == CARGO { BY } else { entity };
    let fit = near.iter().filter(|(held, _)| *held == counts);
    let fit: Vec<&str> = fit.map(|(_, id)| *id).collect();
    (!fit.is_empty() && chance.one_in(2)).then(|| *chance.pick(&fit))
}

fn any_id(chance: &mut Chance) -> String {
    if chance.one_in(6) {
        return (*chance.pick(&["b-99", "b-1 ", "b", "01-B"])).to_owned();
    }
    (*chance.pick(&IDS)).to_owned()
}

/// The boat that cargo is on: not told, none, another form than text, several, or one.
fn boat(chance: &mut Chance, own: Option<&str>) -> Option<Value> {
    let one = own.map_or_else(|| any_id(chance), str::to_owned);
    Some(match chance.below(12) {
        0 => return None,
        1 => Value::Null,
        2 => json!([]),
        3 => json!(""),
        4 => json!(7),
        5..=6 => json!([any_id(chance), one]),
        7 => json!([one, null]),
        _ => json!(one),
    })
}
