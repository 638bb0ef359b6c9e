//! Sorting as a comparison of bytes: one key for each resource, whatever its attribute holds.
//!
//! A walk by cursor stands on the key of one resource, so keys are text that can be kept, and two
//! of them compare as RFC 7644 3.4.2.3 asks when they are compared byte by byte.

use std::cmp::Ordering;

use serde_json::Value;

use crate::{
    datetime, fold,
    schema::{Attribute, Kind, ResourceType},
    sort::SortBy,
};

/// Text beyond these bytes has no say in the order; resources that agree so far are ordered by id.
const LONGEST: usize = 1_000;

/// Two keys in the order of a list: resources without a value come last in ascending order and
/// first in descending order (RFC 7644 3.4.2.3).
pub fn compare(left: Option<&str>, right: Option<&str>, descending: bool) -> Ordering {
    let order = match (left, right) {
        (Some(left), Some(right)) => left.cmp(right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    if descending { order.reverse() } else { order }
}

impl SortBy {
    /// The key of a resource with canonical names; `None` when it has no value, which an attribute
    /// that the resource type does not know never has.
    pub fn key(&self, resource_type: &ResourceType, resource: &Value) -> Option<String> {
        let resolved = resource_type.resolve(&self.path).ok()?;
        let leaf = resolved.comparable()?;
        let value = match resolved.value(resource)? {
            Value::Array(items) => chosen(items)?,
            single => single,
        };
        let part = match value {
            Value::Object(parts) => {
                let name: &str = leaf.name.as_ref();
                parts.get(name)?
            }
            plain => plain,
        };
        written(leaf, part)
    }
}

/// RFC 7644 3.4.2.3: of a list, the primary value counts, or else the first.
fn chosen(items: &[Value]) -> Option<&Value> {
    let primary = |item: &&Value| item.get("primary") == Some(&Value::Bool(true));
    items.iter().find(primary).or_else(|| items.first())
}

fn written(attribute: &Attribute, value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(u8::from(*value).to_string()),
        Value::Number(number) => number.as_f64().map(in_order),
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(in_words(attribute, text)),
        _ => None,
    }
}

fn in_words(attribute: &Attribute, text: &str) -> String {
    if attribute.kind == Kind::DateTime
        && let Some(nanoseconds) = datetime::nanoseconds(text)
    {
        // With its sign turned, a number in two's complement compares as one without a sign.
        let turned = nanoseconds.cast_unsigned() ^ (1 << 127);
        return format!("{turned:032x}");
    }
    let mut key = if attribute.case_exact || attribute.kind == Kind::Binary {
        text.to_owned()
    } else {
        fold::fold(text)
    };
    key.truncate(key.floor_char_boundary(LONGEST));
    key
}

/// The bits of a number in the order of numbers: negative ones turned about, others above them.
fn in_order(number: f64) -> String {
    let bits = (number + 0.0).to_bits();
    let sign = 1 << 63;
    let turned = if bits & sign == 0 { bits | sign } else { !bits };
    format!("{turned:016x}")
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use serde_json::json;

    use super::{LONGEST, compare, in_order};
    use crate::{
        schema::{group, user},
        sort::SortBy,
    };

    fn key(by: &str, resource: &serde_json::Value) -> Option<String> {
        let sort = SortBy::parse(user(), Some(by), None).unwrap().unwrap();
        sort.key(user(), resource)
    }

    #[test]
    fn case_counts_only_where_the_schema_says_so() {
        let names = json!({"userName": "ADA", "externalId": "ADA"});
        assert_eq!(key("userName", &names).as_deref(), Some("ada"));
        assert_eq!(key("externalId", &names).as_deref(), Some("ADA"));
    }

    #[test]
    fn the_primary_value_counts_or_else_the_first() {
        let two = json!({"emails": [{"value": "z@x"}, {"value": "a@x", "primary": true}]});
        assert_eq!(key("emails", &two).as_deref(), Some("a@x"));
        assert_eq!(key("emails.type", &two), None);
        let first = json!({"emails": [{"value": "z@x", "type": "work"}, {"value": "a@x"}]});
        assert_eq!(key("emails.type", &first).as_deref(), Some("work"));
    }

    #[test]
    fn moments_compare_by_time_whatever_their_zone() {
        let at = |text| key("meta.created", &json!({"meta": {"created": text}}));
        let (early, late) = (at("1969-12-31T23:00:00Z"), at("2026-06-01T11:00:00+02:00"));
        assert!(early < late);
        assert_eq!(late, at("2026-06-01T09:00:00.000Z"));
    }

    #[test]
    fn numbers_compare_as_numbers() {
        let rising = [-10.5, -2.0, 0.0, 3.0, 20.0].map(in_order);
        assert!(rising.is_sorted());
        assert_eq!(in_order(-0.0), in_order(0.0));
    }

    #[test]
    fn nobody_without_a_value_is_last_or_when_turned_first() {
        assert_eq!(compare(None, Some("a"), false), Ordering::Greater);
        assert_eq!(compare(None, Some("a"), true), Ordering::Less);
        assert_eq!(key("title", &json!({"title": ""})), None);
        let sort = SortBy::parse(user(), Some("userName"), None).unwrap();
        let group_key = sort.unwrap().key(group(), &json!({"displayName": "x"}));
        assert_eq!(group_key, None);
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let long = key("title", &json!({"title": "ä".repeat(LONGEST)})).unwrap();
        assert_eq!(long.len(), LONGEST);
    }
}
