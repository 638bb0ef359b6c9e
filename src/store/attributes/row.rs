//! One value of one attribute of an extension.

use muster_model::people::fold;
use muster_scim::filter::rank;
use serde_json::{Map, Value};
use uuid::Uuid;

/// A row of a table of attributes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The resource.
    pub(crate) owner: Uuid,
    /// As in a filter: `urn:…:User:department`, `urn:…:User:manager.value`.
    pub(crate) path: String,
    /// Which of many values.
    pub(crate) position: i64,
    /// The account of the resource.
    pub(crate) account: Uuid,
    /// The text, folded.
    pub(crate) key: Option<String>,
    /// The value as it was sent.
    pub(crate) exact: Option<String>,
    /// What is no text, such that text stands in its order.
    pub(crate) rank: Option<String>,
}

/// One row for each value of each extension in a profile.
///
/// An extension that holds no value is one row under its bare URN, because `schemas` names it all
/// the same.
pub(crate) fn rows_of(owner: Uuid, account: Uuid, profile: &Map<String, Value>) -> Vec<Row> {
    let mut rows = Rows {
        owner,
        account,
        found: Vec::new(),
    };
    let extensions = profile.iter().filter(|(name, _)| name.starts_with("urn:"));
    for (urn, extension) in extensions {
        let before = rows.found.len();
        for (name, value) in extension.as_object().into_iter().flatten() {
            rows.attribute(&format!("{urn}:{name}"), value);
        }
        if rows.found.len() == before {
            rows.push(urn.clone(), 0, &Value::Null);
        }
    }
    rows.found
}

struct Rows {
    owner: Uuid,
    account: Uuid,
    found: Vec<Row>,
}

impl Rows {
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
        self.found.push(Row {
            owner: self.owner,
            path,
            position,
            account: self.account,
            key,
            exact,
            rank: rank(value),
        });
    }
}
