//! Reading what a client sent for an attribute: kinds are checked, names made canonical, empty
//! values taken away, and under a lenient profile the usual misspellings mended.

use serde_json::{Map, Number, Value};

use crate::{
    datetime,
    error::Error,
    profile::{Profile, Switches},
    schema::{Attribute, Kind, MUSTER_USER},
};

/// A boolean written as text, in any case: Entra sends `"True"` and `"False"`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// Reads values under a profile and keeps a list of what was left out.
pub(crate) struct Reader {
    pub(crate) switches: Switches,
    /// What was left out, one sentence each, for the provisioning log.
    pub(crate) ignored: Vec<String>,
}

impl Reader {
    pub(crate) const fn new(switches: Switches) -> Self {
        Self {
            switches,
            ignored: Vec::new(),
        }
    }

    /// Leaves something out and remembers it, once.
    pub(crate) fn ignore(&mut self, note: String) {
        if !self.ignored.contains(&note) {
            self.ignored.push(note);
        }
    }

    /// An attribute that no schema has: left out, or 400 `invalidSyntax`.
    pub(crate) fn unknown(&mut self, name: &str) -> Result<(), Error> {
        let note = format!("unknown attribute \"{name}\"");
        if !self.switches.ignore_unknown {
            return Err(Error::invalid_syntax(note));
        }
        self.ignore(note);
        Ok(())
    }

    /// The value in its canonical form; nothing when it unassigns the attribute.
    pub(crate) fn read(
        &mut self,
        attribute: &Attribute,
        name: &str,
        value: &Value,
    ) -> Result<Option<Value>, Error> {
        if attribute.multi_valued {
            self.list(attribute, name, value)
        } else {
            self.one(attribute, name, value)
        }
    }

    fn list(
        &mut self,
        attribute: &Attribute,
        name: &str,
        value: &Value,
    ) -> Result<Option<Value>, Error> {
        let items = match value {
            Value::Array(items) => items.as_slice(),
            Value::Null => return Ok(None),
            single if self.switches.coerce => std::slice::from_ref(single),
            _ => return Err(misfit(attribute, name)),
        };
        let mut read = Vec::with_capacity(items.len());
        for item in items {
            match self.one(attribute, name, item)? {
                // RFC 7643 2.4: the same value should not stand there twice.
                Some(item) if !read.contains(&item) => read.push(item),
                _ => {}
            }
        }
        // RFC 7643 2.4: at most one value is the primary one.
        if read.iter().filter(|item| is_primary(item)).count() > 1 {
            return Err(two_primaries(name));
        }
        // RFC 7643 2.5: an empty list is no value.
        Ok((!read.is_empty()).then_some(Value::Array(read)))
    }

    /// One value, of a list or alone.
    pub(crate) fn one(
        &mut self,
        attribute: &Attribute,
        name: &str,
        value: &Value,
    ) -> Result<Option<Value>, Error> {
        let emptied = value.as_str() == Some("") && self.switches.empty_clears;
        if value.is_null() || emptied {
            return Ok(None);
        }
        let read = match (attribute.kind, value) {
            (Kind::Complex, _) => return self.complex(attribute, name, value),
            (Kind::String | Kind::Reference, Value::String(_))
            | (Kind::Boolean, Value::Bool(_))
            | (Kind::Decimal, Value::Number(_)) => Some(value.clone()),
            (Kind::String, Value::Array(items)) if name.starts_with(MUSTER_USER) => {
                let text = joined(items).ok_or_else(|| misfit(attribute, name))?;
                return Ok((!text.is_empty()).then_some(Value::String(text)));
            }
            (Kind::Boolean, Value::String(text)) if self.switches.coerce => {
                boolean(text).map(Value::Bool)
            }
            (Kind::Integer, Value::Number(number)) => {
                (number.is_i64() || number.is_u64()).then(|| value.clone())
            }
            // HR feeds and Entra's expressions write numbers as text.
            (Kind::Integer, Value::String(text)) if self.switches.coerce => {
                text.trim().parse::<i64>().ok().map(Value::from)
            }
            (Kind::Decimal, Value::String(text)) if self.switches.coerce => {
                let number: Option<f64> = text.trim().parse().ok();
                number.and_then(Number::from_f64).map(Value::Number)
            }
            (Kind::DateTime, Value::String(text)) => {
                datetime::nanoseconds(text).map(|_| value.clone())
            }
            (Kind::Binary, Value::String(text)) => is_base64(text).then(|| value.clone()),
            _ => None,
        };
        read.map(Some).ok_or_else(|| misfit(attribute, name))
    }

    fn complex(
        &mut self,
        attribute: &Attribute,
        name: &str,
        value: &Value,
    ) -> Result<Option<Value>, Error> {
        let Some(parts) = self.parts(attribute, name, value)? else {
            return Ok(None);
        };
        let mut read = Map::new();
        for (key, value) in &parts {
            let name = format!("{name}.{key}");
            let Some(sub) = attribute.sub(key) else {
                if !value.is_null() {
                    self.unknown(&name)?;
                }
                continue;
            };
            // RFC 7644 3.3: read-only attributes in a body are ignored.
            if !sub.is_read_only()
                && let Some(value) = self.read(sub, &name, value)?
            {
                read.insert(sub.name.to_string(), value);
            }
        }
        let nothing = read.is_empty() || (self.switches.empty_clears && is_label_only(&read));
        let dropped = nothing && (attribute.multi_valued || read.is_empty());
        Ok((!dropped).then_some(Value::Object(read)))
    }

    /// The parts of a complex value, where a lenient profile also takes its bare `value` or a list
    /// of one (Entra sends a manager as `"7"` and as `[{"value": "7"}]`).
    pub(crate) fn parts(
        &self,
        attribute: &Attribute,
        name: &str,
        value: &Value,
    ) -> Result<Option<Map<String, Value>>, Error> {
        let bare = self.switches.coerce && attribute.sub("value").is_some();
        match value {
            Value::Null => Ok(None),
            Value::Object(members) => Ok(Some(members.clone())),
            Value::String(text) if text.is_empty() && self.switches.empty_clears => Ok(None),
            Value::String(_) if bare => {
                let members = [("value".to_owned(), value.clone())];
                Ok(Some(members.into_iter().collect()))
            }
            Value::Array(items) if self.switches.coerce => match items.as_slice() {
                [] => Ok(None),
                [Value::Array(_)] => Err(misfit(attribute, name)),
                [single] => self.parts(attribute, name, single),
                _ => Err(misfit(attribute, name)),
            },
            _ => Err(misfit(attribute, name)),
        }
    }
}

impl Attribute {
    /// Whether a value could stand there as it is.
    pub fn accepts(&self, value: &Value) -> bool {
        let mut reader = Reader::new(Profile::Rfc.switches());
        matches!(reader.read(self, &self.name, value), Ok(Some(read)) if read == *value)
    }
}

/// The value is marked as the preferred one.
pub(crate) fn is_primary(item: &Value) -> bool {
    item.get("primary") == Some(&Value::Bool(true))
}

/// 400: two values of a list are marked as preferred.
pub(crate) fn two_primaries(name: &str) -> Error {
    Error::invalid_value(format!("more than one value of \"{name}\" is primary"))
}

/// Nothing is left of a value but its label, as in `{"type": "work"}`.
pub(crate) fn is_label_only(parts: &Map<String, Value>) -> bool {
    parts
        .keys()
        .all(|key| matches!(key.as_str(), "type" | "primary"))
}

fn misfit(attribute: &Attribute, name: &str) -> Error {
    let wanted = match (attribute.multi_valued, attribute.kind) {
        (true, Kind::Complex) => "a list of objects",
        (true, _) => "a list of values",
        (false, Kind::Complex) => "an object",
        (false, Kind::Integer) => "an integer",
        (false, kind) => {
            return Error::invalid_value(format!("\"{name}\" takes a {}", kind.as_str()));
        }
    };
    Error::invalid_value(format!("\"{name}\" takes {wanted}"))
}

/// Our lists are one string; a JSON array of strings says the same.
fn joined(items: &[Value]) -> Option<String> {
    let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
    let mut texts = texts?;
    texts.retain(|text| !text.is_empty());
    Some(texts.join("; "))
}

/// RFC 7643 2.3.6: base64 or base64url, whose padding may be absent.
fn is_base64(text: &str) -> bool {
    text.trim_end_matches('=')
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '\r' | '\n'))
}
