//! What values are compared by.
//!
//! Every value of every kind has one key: text whose order byte by byte is the order of the values.
//! Filters and sorting compare keys and nothing else, so that a database that keeps the same keys,
//! and compares them byte by byte, answers what the memory answers.

use serde_json::{Number, Value};

use super::ast::Literal;
use crate::{
    datetime, fold,
    schema::{Attribute, Kind},
};

/// Lies before every moment, so that what is written of one has no sign.
const BEFORE_TIME: i128 = 1_000_000_000_000_000_000_000;
/// Lies before every difference between a whole number and the nearest fraction.
const BEFORE_REST: i128 = 5_000;

/// What a value of an attribute is compared by; nothing when it is absent, empty, or of another
/// kind than the attribute.
///
/// RFC 7644 3.4.2.2: dates compare as moments, numbers by value, text by the attribute's rule of
/// case.
pub fn key(attribute: &Attribute, value: &Value) -> Option<String> {
    match (attribute.kind, value) {
        (Kind::String | Kind::Reference | Kind::Binary, Value::String(text)) => {
            (!text.is_empty()).then(|| text_key(attribute, text))
        }
        (Kind::DateTime, Value::String(_))
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Integer | Kind::Decimal, Value::Number(_)) => rank(value),
        _ => None,
    }
}

/// What a value is compared by whose attribute is no text: a moment, a number or a boolean.
///
/// The kinds do not mix: `b` begins a boolean, `d` a moment, `n` a number.
pub fn rank(value: &Value) -> Option<String> {
    match value {
        Value::Bool(yes) => Some(format!("b{}", u8::from(*yes))),
        Value::Number(number) => number_rank(number),
        Value::String(text) => moment_rank(text),
        _ => None,
    }
}

/// What a literal is compared by; nothing when it can equal no value of the attribute.
pub fn literal_key(attribute: &Attribute, literal: &Literal) -> Option<String> {
    match (attribute.kind, literal) {
        // An empty text is compared as well: every text is greater, and begins with it.
        (Kind::String | Kind::Reference | Kind::Binary, Literal::String(text)) => {
            Some(text_key(attribute, text))
        }
        (Kind::DateTime, Literal::String(text)) => moment_rank(text),
        // Entra writes `roles[primary eq "True"]`.
        (Kind::Boolean, Literal::String(text)) => {
            crate::value::boolean(text).and_then(|yes| rank(&Value::Bool(yes)))
        }
        (Kind::Boolean, Literal::Bool(yes)) => rank(&Value::Bool(*yes)),
        (Kind::Integer | Kind::Decimal, Literal::Number(number)) => number_rank(number),
        _ => None,
    }
}

/// Case counts when values of the attribute are compared (RFC 7643 2.3.6: that of base64 does).
pub fn counts_case(attribute: &Attribute) -> bool {
    attribute.case_exact || attribute.kind == Kind::Binary
}

fn text_key(attribute: &Attribute, text: &str) -> String {
    if counts_case(attribute) {
        text.to_owned()
    } else {
        fold::fold(text)
    }
}

fn moment_rank(text: &str) -> Option<String> {
    let moment = datetime::nanoseconds(text)?;
    Some(format!("d{:022}", moment + BEFORE_TIME))
}

/// The nearest fraction, and by how much a whole number exceeds it: the bits of a fraction stand
/// in its order once those of a negative one are turned round.
fn number_rank(number: &Number) -> Option<String> {
    let near = number.as_f64().map(|near| near + 0.0)?;
    let whole = number.as_i128();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the nearest fraction of a whole number of 64 bits is a whole number of 65"
    )]
    let rest = whole.map_or(0, |whole| whole - near as i128);
    let bits = near.to_bits();
    let turned = if near.is_sign_negative() {
        !bits
    } else {
        bits | 1 << 63
    };
    Some(format!("n{turned:016x}{:04}", rest + BEFORE_REST))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::rank;

    #[test]
    fn ranks_stand_in_the_order_of_their_values() {
        let rising = [
            json!(false),
            json!(true),
            json!("0001-01-01T00:00:00Z"),
            json!("1969-12-31T23:59:59.999999999Z"),
            json!("1970-01-01T00:00:00+00:00"),
            json!("9999-12-31T23:59:59Z"),
            json!(-1e300),
            json!(i64::MIN),
            json!(i64::MIN + 1),
            json!(-2),
            json!(-1.5),
            json!(0),
            json!(1e-300),
            json!(9_007_199_254_740_992_i64),
            json!(9_007_199_254_740_993_i64),
            json!(9_007_199_254_740_994_i64),
            json!(i64::MAX),
            json!(u64::MAX - 1),
            json!(u64::MAX),
            json!(1e300),
        ];
        let ranks: Vec<_> = rising.iter().map(|value| rank(value).unwrap()).collect();
        let mut sorted = ranks.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(ranks, sorted);
    }

    #[test]
    fn equal_values_have_one_rank() {
        assert_eq!(rank(&json!(5)), rank(&json!(5.0)));
        assert_eq!(rank(&json!(0)), rank(&json!(-0.0)));
        assert_eq!(
            rank(&json!("2026-05-01T12:00:00+02:00")),
            rank(&json!("2026-05-01T10:00:00.000Z"))
        );
        assert_eq!(rank(&json!("noon")), None);
    }
}
