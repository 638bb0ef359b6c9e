//! One question.

use super::boats::{BY, CARGO, IDS, Names, TYPES, told};
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

#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) entity: &'static str,
    /// None where it was not told.
    pub(super) id: Option<String>,
    pub(super) action: &'static str,
    /// What else was told of the record.
    pub(super) told: Map<String, Value>,
    /// Whether the action is named without its module.
    pub(super) is_short: bool,
}

impl Question {
    /// Draws one, often about a record that somebody is assigned to.
    pub(super) fn draw(chance: &mut Chance, names: &Names, seen: &[Key]) -> Self {
        let entity = *chance.pick(&TYPES);
        let action = if chance.one_in(40) {
            ACTIONS[4]
        } else {
            *chance.pick(&ACTIONS[..4])
        };
        let own = own(chance, entity, seen);
        let mut told = told(chance, names);
        if entity == CARGO {
            told.extend(boat(chance, own).map(|told| (BY.to_owned(), told)));
        }
        Self {
            entity,
            id: Some(own.map_or_else(|| any_id(chance), str::to_owned)),
            action,
            told,
            is_short: chance.one_in(4),
        }
    }

    /// The same about a record whose id is not told.
    pub(super) fn without_id(mut self) -> Self {
        self.id = None;
        self
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
            resource: self.id.clone().expect("an id"),
            resource_properties: properties.collect(),
            ..Tuple::default()
        }
    }

    pub(super) fn wanted(&self) -> Wanted {
        let place = |name: &str| match self.told.get(name) {
            None => Place::Unsaid,
            Some(place) => place
                .as_str()
                .map_or(Place::Nowhere, |place| Place::At(place.to_owned())),
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

/// The id of a record that counts and that somebody is assigned to, in half of the cases.
fn own(chance: &mut Chance, entity: &str, seen: &[Key]) -> Option<&'static str> {
    let counts = if entity == CARGO { BY } else { entity };
    let fit = seen.iter().filter(|(held, _)| *held == counts);
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
