//! The attributes of a person's extensions as rows.

use crate::entity::person_attribute::Model;
use muster_model::people::{Person, Status, fold};
use muster_scim::filter::rank;
use serde_json::Value;

/// One row for each value of each extension; a deleted person has none, so that no filter finds it.
///
/// A path reads as in a filter: `urn:…:User:department`, `urn:…:User:manager.value`. An extension
/// that holds no value is one row under its bare URN, because `schemas` names it all the same.
pub(super) fn attributes(person: &Person) -> Vec<Model> {
    if person.status == Status::Deleted {
        return Vec::new();
    }
    let mut rows = Rows {
        person,
        rows: Vec::new(),
    };
    let attributes = person.profile.attributes.iter();
    for (urn, extension) in attributes.filter(|(name, _)| name.starts_with("urn:")) {
        let before = rows.rows.len();
        for (name, value) in extension.as_object().into_iter().flatten() {
            rows.attribute(&format!("{urn}:{name}"), value);
        }
        if rows.rows.len() == before {
            rows.push(urn.clone(), 0, &Value::Null);
        }
    }
    rows.rows
}

struct Rows<'a> {
    person: &'a Person,
    rows: Vec<Model>,
}

impl Rows<'_> {
    fn attribute(&mut self, path: &str, value: &Value) {
        match value {
            Value::Array(items) => {
                for (position, item) in (0..).zip(items) {
                    self.one(path, position, item);
                }
            }
            single => self.one(path, 0, single),
        }
    }

    fn one(&mut self, path: &str, position: i64, value: &Value) {
        match value {
            Value::Object(parts) => {
                for (name, part) in parts {
                    self.push(format!("{path}.{name}"), position, part);
                }
            }
            single => self.push(path.to_owned(), position, single),
        }
    }

    /// RFC 7643 2.5: an empty text is no value. Its row has no columns that a filter would meet.
    fn push(&mut self, path: String, position: i64, value: &Value) {
        let (key, exact) = match value {
            Value::String(text) if text.is_empty() => (None, None),
            Value::String(text) => (Some(fold(text)), Some(text.clone())),
            Value::Bool(_) | Value::Number(_) => (None, Some(value.to_string())),
            Value::Null | Value::Array(_) | Value::Object(_) => (None, None),
        };
        self.rows.push(Model {
            person_id: self.person.id.0,
            path,
            position,
            account_id: self.person.account.0,
            key,
            exact,
            rank: rank(value),
        });
    }
}
