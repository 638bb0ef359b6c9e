//! One value against one literal.

use std::cmp::Ordering;

use serde_json::Value;

use super::ast::{Literal, Op};
use crate::{
    datetime, fold,
    schema::{Attribute, Kind},
};

/// Whether a value, or its absence, satisfies a comparison with something other than null.
///
/// Absent values are unequal to every literal and have no order.
pub(super) fn holds(
    attribute: &Attribute,
    value: Option<&Value>,
    op: Op,
    literal: &Literal,
) -> bool {
    let value = value.filter(|value| is_present(value));
    let Some(value) = value else {
        return op == Op::Ne;
    };
    match op {
        Op::Eq => order(attribute, value, literal) == Some(Ordering::Equal),
        Op::Ne => order(attribute, value, literal) != Some(Ordering::Equal),
        Op::Gt => order(attribute, value, literal) == Some(Ordering::Greater),
        Op::Lt => order(attribute, value, literal) == Some(Ordering::Less),
        Op::Ge => order(attribute, value, literal).is_some_and(Ordering::is_ge),
        Op::Le => order(attribute, value, literal).is_some_and(Ordering::is_le),
        Op::Co => text(attribute, value, literal, |value, part| {
            value.contains(part)
        }),
        Op::Sw => text(attribute, value, literal, |value, part| {
            value.starts_with(part)
        }),
        Op::Ew => text(attribute, value, literal, |value, part| {
            value.ends_with(part)
        }),
    }
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

fn order(attribute: &Attribute, value: &Value, literal: &Literal) -> Option<Ordering> {
    match (value, literal) {
        (Value::Bool(value), Literal::Bool(other)) => Some(value.cmp(other)),
        (Value::Bool(value), Literal::String(text)) => {
            crate::value::boolean(text).map(|other| value.cmp(&other))
        }
        (Value::Number(value), Literal::Number(other)) => match (value.as_i64(), other.as_i64()) {
            (Some(value), Some(other)) => Some(value.cmp(&other)),
            _ => value.as_f64()?.partial_cmp(&other.as_f64()?),
        },
        (Value::String(value), Literal::String(other)) => Some(text_order(attribute, value, other)),
        _ => None,
    }
}

/// The order of two texts of an attribute: dates by time, text by its case rule.
pub(crate) fn text_order(attribute: &Attribute, left: &str, right: &str) -> Ordering {
    if attribute.kind == Kind::DateTime {
        let moments = (datetime::nanoseconds(left), datetime::nanoseconds(right));
        if let (Some(left), Some(right)) = moments {
            return left.cmp(&right);
        }
    }
    if counts_case(attribute) {
        left.cmp(right)
    } else {
        fold::fold(left).cmp(&fold::fold(right))
    }
}

fn text(
    attribute: &Attribute,
    value: &Value,
    literal: &Literal,
    test: fn(&str, &str) -> bool,
) -> bool {
    let (Value::String(value), Literal::String(part)) = (value, literal) else {
        return false;
    };
    if counts_case(attribute) {
        test(value, part)
    } else {
        test(&fold::fold(value), &fold::fold(part))
    }
}

fn counts_case(attribute: &Attribute) -> bool {
    attribute.case_exact || attribute.kind == Kind::Binary
}
