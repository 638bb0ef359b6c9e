//! The order of a list (RFC 7644 3.4.2.3).

use std::cmp::Ordering;

use serde_json::Value;

use crate::{
    error::Error,
    filter::text_order,
    path::AttrPath,
    schema::{Attribute, ResourceType},
};

/// What a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortBy {
    /// The attribute; a complex one stands for its `value`.
    pub path: AttrPath,
    /// From the last to the first.
    pub descending: bool,
}

impl SortBy {
    /// Reads `sortBy` and `sortOrder`; an unknown attribute is 400 `invalidPath`.
    pub fn parse(
        resource_type: &ResourceType,
        sort_by: Option<&str>,
        sort_order: Option<&str>,
    ) -> Result<Option<Self>, Error> {
        let descending = match sort_order.map(str::to_ascii_lowercase).as_deref() {
            None | Some("" | "ascending") => false,
            Some("descending") => true,
            Some(_) => return Err(Error::invalid_value("sortOrder is ascending or descending")),
        };
        let Some(text) = sort_by.map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let path = AttrPath::parse(text)?;
        let resolved = resource_type
            .resolve(&path)
            .map_err(|unknown| unknown.in_path())?;
        if resolved.comparable().is_none() {
            return Err(Error::invalid_path(format!(
                "\"{path}\" is complex: name one of its sub-attributes"
            )));
        }
        Ok(Some(Self { path, descending }))
    }

    /// The order of two resources with canonical names.
    ///
    /// Resources without a value come last in ascending order and first in descending order.
    pub fn compare(&self, resource_type: &ResourceType, left: &Value, right: &Value) -> Ordering {
        let Ok(resolved) = resource_type.resolve(&self.path) else {
            return Ordering::Equal;
        };
        let Some(leaf) = resolved.comparable() else {
            return Ordering::Equal;
        };
        let sub = (!std::ptr::eq(leaf, resolved.attribute)).then_some(leaf);
        let key = |resource| resolved.value(resource).and_then(|value| key(value, sub));
        let order = match (key(left), key(right)) {
            (Some(left), Some(right)) => value_order(leaf, left, right),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }
}

/// RFC 7644 3.4.2.3: of a list, the primary value counts, or else the first.
fn key<'v>(value: &'v Value, sub: Option<&Attribute>) -> Option<&'v Value> {
    let one = match value {
        Value::Array(items) => items
            .iter()
            .find(|item| item.get("primary") == Some(&Value::Bool(true)))
            .or_else(|| items.first())?,
        single => single,
    };
    match sub {
        Some(sub) => one.get(sub.name.as_ref()),
        None => Some(one),
    }
}

fn value_order(attribute: &Attribute, left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::String(left), Value::String(right)) => text_order(attribute, left, right),
        (Value::Bool(left), Value::Bool(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => left
            .as_f64()
            .partial_cmp(&right.as_f64())
            .unwrap_or(Ordering::Equal),
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::SortBy;
    use crate::schema::user;

    fn sorted(by: &str, order: &str) -> Vec<&'static str> {
        let mut people = [
            (
                "bob",
                json!({"userName": "Bob", "emails": [{"value": "z@x"}, {"value": "a@x", "primary": true}]}),
            ),
            (
                "ada",
                json!({"userName": "ada", "emails": [{"value": "m@x"}], "name": {"familyName": "Lovelace"}}),
            ),
            ("cyd", json!({"userName": "cyd"})),
        ];
        let sort = SortBy::parse(user(), Some(by), Some(order))
            .unwrap()
            .unwrap();
        people.sort_by(|(_, left): &(_, Value), (_, right)| sort.compare(user(), left, right));
        people.map(|(name, _)| name).to_vec()
    }

    #[test]
    fn case_counts_only_where_the_schema_says_so() {
        assert_eq!(sorted("userName", "ascending"), ["ada", "bob", "cyd"]);
        assert_eq!(sorted("USERNAME", "descending"), ["cyd", "bob", "ada"]);
    }

    #[test]
    fn the_primary_value_counts_and_nobody_without_one_comes_first() {
        assert_eq!(sorted("emails", "ascending"), ["bob", "ada", "cyd"]);
        assert_eq!(sorted("emails.value", "descending"), ["cyd", "ada", "bob"]);
        assert_eq!(
            sorted("name.familyName", "ascending"),
            ["ada", "bob", "cyd"]
        );
    }

    #[test]
    fn an_attribute_that_has_no_order_is_refused() {
        assert!(SortBy::parse(user(), Some("shoeSize"), None).is_err());
        assert!(SortBy::parse(user(), Some("name"), None).is_err());
        assert!(SortBy::parse(user(), Some("title"), Some("upwards")).is_err());
        assert_eq!(SortBy::parse(user(), None, None), Ok(None));
    }
}
