//! Values for the attributes that a server advertises, made from what its schema says of them.

use serde_json::{Map, Value, json};

/// An attribute of a user as the schema describes it, and a value that it should take.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// The schema's URN.
    pub(crate) urn: String,
    /// The attribute's name.
    pub(crate) name: String,
    /// What the schema says.
    pub(crate) says: Value,
    /// A value of its type.
    pub(crate) value: Value,
}

impl Sample {
    /// The name with its URN (RFC 7644 3.10).
    pub(crate) fn full(&self) -> String {
        format!("{}:{}", self.urn, self.name)
    }

    /// A word of the schema about the attribute, or the default of RFC 7643 2.2.
    pub(crate) fn word<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.says
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or(default)
    }

    /// A flag of the schema about the attribute.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.says.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// Whether the value is one text.
    pub(crate) fn is_text(&self) -> bool {
        self.value.is_string() && self.word("type", "string") == "string"
    }
}

/// The samples of a schema's attributes: what a client may write, or what it may not.
pub(crate) fn samples(urn: &str, schema: &Value, run: &str, writable: bool) -> Vec<Sample> {
    let all = schema.get("attributes").and_then(Value::as_array);
    let all = all.map(Vec::as_slice).unwrap_or_default();
    let sample = |says: &Value| {
        let name = says.get("name").and_then(Value::as_str)?;
        // These three have checks of their own; a certificate must be a real one.
        let special = ["userName", "active", "password", "x509Certificates"];
        if special.iter().any(|one| one.eq_ignore_ascii_case(name)) {
            return None;
        }
        let mutability = says.get("mutability").and_then(Value::as_str);
        if (mutability == Some("readOnly")) == writable || mutability == Some("writeOnly") {
            return None;
        }
        Some(Sample {
            urn: urn.to_owned(),
            name: name.to_owned(),
            value: value(says, name, run, writable)?,
            says: says.clone(),
        })
    };
    all.iter().filter_map(sample).collect()
}

/// A value of the attribute's type, a list of one when it is multi-valued.
fn value(says: &Value, name: &str, run: &str, writable: bool) -> Option<Value> {
    let one = match says.get("type").and_then(Value::as_str) {
        Some("complex") => complex(says, name, run, writable)?,
        _ => simple(says, name, run)?,
    };
    let many = says.get("multiValued") == Some(&json!(true));
    Some(if many { json!([one]) } else { one })
}

fn complex(says: &Value, name: &str, run: &str, writable: bool) -> Option<Value> {
    let subs = says.get("subAttributes").and_then(Value::as_array)?;
    let mut object = Map::new();
    for sub in subs {
        let sub_name = sub.get("name").and_then(Value::as_str)?;
        let fixed = sub.get("mutability") == Some(&json!("readOnly"));
        // The server makes references; a display may be the server's word too.
        if (fixed && writable) || matches!(sub_name, "$ref" | "display") {
            continue;
        }
        let known = match (name, sub_name) {
            ("emails", "value") => Some(json!(format!("sample.{run}@example.com"))),
            ("phoneNumbers", "value") => Some(json!("tel:+1-201-555-0123")),
            ("addresses", "country") => Some(json!("GB")),
            (_, "primary") => Some(json!(true)),
            _ => simple(sub, sub_name, run),
        };
        object.extend(known.map(|value| (sub_name.to_owned(), value)));
    }
    (!object.is_empty()).then_some(Value::Object(object))
}

fn simple(says: &Value, name: &str, run: &str) -> Option<Value> {
    let canonical = says.get("canonicalValues").and_then(Value::as_array);
    if let Some(first) = canonical.and_then(|all| all.first()) {
        return Some(first.clone());
    }
    let known = match name {
        "locale" | "preferredLanguage" => Some("en-GB"),
        "timezone" => Some("Europe/London"),
        "country" => Some("GB"),
        _ => None,
    };
    if let Some(known) = known {
        return Some(json!(known));
    }
    Some(match says.get("type").and_then(Value::as_str) {
        Some("boolean") => json!(true),
        Some("integer") => json!(42),
        Some("decimal") => json!(1.5),
        Some("dateTime") => json!("2024-05-13T04:42:34Z"),
        Some("binary") => json!("c2FtcGxl"),
        Some("reference") => json!(format!("https://example.com/{name}/{run}")),
        Some("string") | None => json!(format!("Sample {name} {run}")),
        _ => return None,
    })
}

/// Whether what is shown holds what was sent: every key with its value, every element of a list; more may stand beside.
pub(crate) fn holds(shown: &Value, sent: &Value) -> bool {
    match (shown, sent) {
        (Value::Object(shown), Value::Object(sent)) => sent
            .iter()
            .all(|(key, value)| shown.get(key).is_some_and(|one| holds(one, value))),
        (Value::Array(shown), Value::Array(sent)) => sent
            .iter()
            .all(|value| shown.iter().any(|one| holds(one, value))),
        _ => shown == sent,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{holds, samples};

    #[test]
    fn samples_follow_the_schema() {
        let schema = json!({"attributes": [
            {"name": "userName", "type": "string"},
            {"name": "title", "type": "string"},
            {"name": "level", "type": "integer", "mutability": "readWrite"},
            {"name": "groups", "type": "complex", "multiValued": true, "mutability": "readOnly",
             "subAttributes": [{"name": "value", "type": "string"}]},
            {"name": "photos", "type": "complex", "multiValued": true, "subAttributes": [
                {"name": "value", "type": "reference"},
                {"name": "type", "type": "string", "canonicalValues": ["photo", "thumbnail"]},
                {"name": "$ref", "type": "reference"}
            ]}
        ]});
        let of = |writable| {
            let all = samples("urn:x", &schema, "r1", writable);
            all.iter()
                .map(|one| (one.full(), one.value.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(true),
            [
                (String::from("urn:x:title"), json!("Sample title r1")),
                (String::from("urn:x:level"), json!(42)),
                (
                    String::from("urn:x:photos"),
                    json!([{"value": "https://example.com/value/r1", "type": "photo"}])
                ),
            ]
        );
        let groups = json!([{"value": "Sample value r1"}]);
        assert_eq!(of(false), [(String::from("urn:x:groups"), groups)]);
    }

    #[test]
    fn more_may_stand_beside_what_was_sent() {
        let shown = json!({"a": [{"b": 1, "c": 2}], "d": 3});
        assert!(holds(&shown, &json!({"a": [{"b": 1}]})));
        assert!(!holds(&shown, &json!({"a": [{"b": 2}]})));
        assert!(!holds(&shown, &json!({"e": null})));
    }
}
