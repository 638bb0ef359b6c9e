//! Reading a request body, stricter than JSON asks for.
//!
//! Two readers of one document must not see different things: a key that comes twice, also when
//! it differs only in case (SCIM names have none), is refused instead of the last one winning.

use std::{collections::HashSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::{error::Error, fold::fold};

/// The deepest nesting of objects and arrays in a body.
pub const MAX_DEPTH: usize = 32;

/// Reads a body; 400 `invalidSyntax` says what is wrong and where.
///
/// Refused are: bytes that are not UTF-8, a key that comes twice, a NUL character in a key or a
/// text, nesting deeper than [`MAX_DEPTH`], and anything but one object.
pub fn parse_body(bytes: &[u8]) -> Result<Value, Error> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Error::invalid_syntax(format!("the body is not UTF-8 at byte {at}"))
    })?;
    // RFC 8259 8.1 lets a parser ignore a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Error::invalid_syntax("the body is empty"));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Node { depth: 0 }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| Error::invalid_syntax(format!("the body cannot be read: {error}")))?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(Error::invalid_syntax("the body is not a JSON object"))
    }
}

/// A value at a depth.
#[derive(Clone, Copy)]
struct Node {
    depth: usize,
}

impl Node {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH}")));
        }
        Ok(Self {
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Node {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        no_nul(&value)?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let item = self.deeper()?;
        let mut items = Vec::new();
        while let Some(value) = access.next_element_seed(item)? {
            items.push(value);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let item = self.deeper()?;
        let mut seen = HashSet::new();
        let mut members = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            no_nul(&key)?;
            if !seen.insert(fold(&key)) {
                return Err(A::Error::custom(format_args!(
                    "the key {key:?} comes twice"
                )));
            }
            members.insert(key, access.next_value_seed(item)?);
        }
        Ok(Value::Object(members))
    }
}

fn no_nul<E: serde::de::Error>(text: &str) -> Result<(), E> {
    if text.contains('\0') {
        return Err(E::custom("a NUL character cannot be stored"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parse_body;

    fn refused(body: &[u8]) -> String {
        let error = parse_body(body).unwrap_err();
        assert_eq!(error.scim_type.unwrap().as_str(), "invalidSyntax");
        error.detail
    }

    #[test]
    fn an_object_is_read_in_its_order() {
        let body =
            parse_body(b"\xef\xbb\xbf{\"b\": [1, -2, 2.5, null], \"a\": {\"c\": \"\\u00e9\"}}");
        assert_eq!(
            body.unwrap().to_string(),
            r#"{"b":[1,-2,2.5,null],"a":{"c":"é"}}"#
        );
        assert_eq!(parse_body(b"{}"), Ok(json!({})));
    }

    #[test]
    fn a_key_comes_once_whatever_its_case() {
        assert_eq!(
            refused(br#"{"active": true, "Active": false}"#),
            "the body cannot be read: the key \"Active\" comes twice at line 1 column 25"
        );
        assert!(refused(br#"{"name": {"a": 1, "a": 1}}"#).contains("comes twice"));
    }

    #[test]
    fn nul_is_refused_in_keys_and_texts() {
        assert!(refused(br#"{"title": "a\u0000b"}"#).contains("NUL"));
        assert!(refused(br#"{"ti\u0000tle": "a"}"#).contains("NUL"));
    }

    #[test]
    fn depth_is_capped_while_reading() {
        let nested = |depth: usize| format!("{}0{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        assert!(parse_body(nested(32).as_bytes()).is_ok());
        assert!(refused(nested(33).as_bytes()).contains("deeper than 32"));
        assert!(refused(&b"{\"a\":".repeat(100_000)).contains("deeper than 32"));
    }

    #[test]
    fn what_is_not_one_object_is_refused() {
        for body in [
            "",
            "  ",
            "[]",
            "1",
            "{} {}",
            "{",
            "nonsense",
            "{'a': 1}",
            "{\"a\": 1,}",
            "{\"a\": \"\\ud800\"}",
        ] {
            refused(body.as_bytes());
        }
        assert_eq!(
            refused(b"{\"a\": \"\xff\"}"),
            "the body is not UTF-8 at byte 7"
        );
    }
}
