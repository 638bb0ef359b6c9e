//! A record as the application tells of it; Muster keeps none of it.

use serde_json::Value;
use std::collections::BTreeMap;

/// The attribute that every record has: its id.
const ID: &str = "id";

/// One record of the application, and what it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The entity type, such as `vehicle`.
    pub entity: String,
    /// Its id in the application; none for one that is yet to be made.
    pub id: Option<String>,
    /// What it says of itself, by attribute: what is left out is unknown, null is no value.
    pub attributes: BTreeMap<String, Value>,
}

impl Record {
    /// The texts of an attribute: nothing when nobody told it, or told it in another form.
    pub(in crate::access) fn texts(&self, attribute: &str) -> Option<Vec<&str>> {
        let values = self.values(attribute)?;
        values.into_iter().map(Told::text).collect()
    }

    /// The values of an attribute: nothing when nobody told it, an empty list when there is none.
    pub(super) fn values(&self, attribute: &str) -> Option<Vec<Told<'_>>> {
        if attribute == ID
            && let Some(id) = &self.id
        {
            return Some(vec![Told::Id(id)]);
        }
        // RFC 7643 2.5: null and an empty list are both the absence of a value.
        Some(match self.attributes.get(attribute)? {
            Value::Array(values) => {
                let told = values.iter().filter(|value| !value.is_null());
                told.map(Told::Value).collect()
            }
            Value::Null => Vec::new(),
            single => vec![Told::Value(single)],
        })
    }
}

/// One value as it was told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told<'a> {
    /// The id of the record.
    Id(&'a str),
    /// A value of an attribute.
    Value(&'a Value),
}

impl<'a> Told<'a> {
    pub(super) fn text(self) -> Option<&'a str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Value(value) => value.as_str(),
        }
    }

    pub(super) fn value(self) -> Option<&'a Value> {
        match self {
            Self::Id(_) => None,
            Self::Value(value) => Some(value),
        }
    }
}
