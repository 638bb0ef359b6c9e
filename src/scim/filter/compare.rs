//! One value against one literal.

use serde_json::Value;

use super::{
    ast::{Literal, Op},
    key::{key, literal_key},
};
use crate::schema::{Attribute, Kind};

/// Whether a value, or its absence, satisfies a comparison with something other than null.
///
/// Absent values are unequal to every literal and have no order.
pub fn holds(attribute: &Attribute, value: Option<&Value>, op: Op, literal: &Literal) -> bool {
    let value = value.and_then(|value| key(attribute, value));
    let (Some(value), Some(literal)) = (value, literal_key(attribute, literal)) else {
        return op == Op::Ne;
    };
    match op {
        Op::Eq => value == literal,
        Op::Ne => value != literal,
        Op::Gt => value > literal,
        Op::Lt => value < literal,
        Op::Ge => value >= literal,
        Op::Le => value <= literal,
        Op::Co | Op::Sw | Op::Ew if !is_text(attribute) => false,
        Op::Co => value.contains(&literal),
        Op::Sw => value.starts_with(&literal),
        Op::Ew => value.ends_with(&literal),
    }
}

fn is_text(attribute: &Attribute) -> bool {
    matches!(
        attribute.kind,
        Kind::String | Kind::Reference | Kind::Binary
    )
}

/// RFC 7643 2.5 and RFC 7644 3.4.2.2 (`pr`): null and empty values are no values.
pub(crate) fn is_present(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => items.iter().any(is_present),
        Value::Object(members) => members.values().any(is_present),
    }
}
