//! The message of a PATCH.

use serde_json::{Map, Value};

use crate::{error::Error, fold, path::PatchPath, profile::Switches};

/// The schema URN of a PATCH message.
pub const PATCH_URN: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpKind {
    /// Adds values; of a single-valued attribute it replaces the value.
    Add,
    /// Removes values.
    Remove,
    /// Replaces values.
    Replace,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// What it does.
    pub op: OpKind,
    /// Where; without a path the value is a partial resource.
    pub path: Option<PatchPath>,
    /// With what; an explicit null is a value.
    pub value: Option<Value>,
}

/// A PATCH message that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct PatchRequest {
    /// The operations, in the order in which they apply.
    pub ops: Vec<Operation>,
}

/// Reads a PATCH message; names of its members count without case.
pub fn parse(body: &Value, switches: Switches) -> Result<PatchRequest, Error> {
    let Value::Object(members) = body else {
        return Err(Error::invalid_syntax("a PATCH message is a JSON object"));
    };
    let schemas = member(members, "schemas").and_then(Value::as_array);
    let named = schemas.is_some_and(|urns| {
        let mut urns = urns.iter().filter_map(Value::as_str);
        urns.any(|urn| fold::same(urn, PATCH_URN))
    });
    // RFC 7644 3.5.2: the message names its schema.
    if !named && !switches.coerce {
        return Err(Error::invalid_syntax(format!(
            "\"schemas\" does not name {PATCH_URN}"
        )));
    }
    let ops = match member(members, "Operations") {
        Some(Value::Array(ops)) if !ops.is_empty() => ops,
        _ => {
            return Err(Error::invalid_syntax(
                "\"Operations\" is a list of one or more",
            ));
        }
    };
    let ops: Result<Vec<_>, _> = ops.iter().map(|op| operation(op, switches)).collect();
    Ok(PatchRequest { ops: ops? })
}

fn operation(value: &Value, switches: Switches) -> Result<Operation, Error> {
    let Value::Object(members) = value else {
        return Err(Error::invalid_syntax("an operation is a JSON object"));
    };
    // Entra sends `Add`, `Replace` and `Remove`.
    let word = member(members, "op")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let op = match word.to_ascii_lowercase().as_str() {
        "add" => OpKind::Add,
        "remove" => OpKind::Remove,
        "replace" => OpKind::Replace,
        _ => return Err(Error::invalid_syntax("\"op\" is add, remove or replace")),
    };
    let path = match member(members, "path") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() && switches.coerce => None,
        Some(Value::String(text)) => Some(PatchPath::parse(text)?),
        Some(_) => return Err(Error::invalid_path("\"path\" is a string")),
    };
    let value = member(members, "value").cloned();
    match (op, &path, &value) {
        // RFC 7644 3.5.2.2.
        (OpKind::Remove, None, _) => Err(Error::no_target("remove needs a path")),
        // RFC 7644 3.5.2.1 and 3.5.2.3.
        (OpKind::Add | OpKind::Replace, _, None) => {
            Err(Error::invalid_value("add and replace need a value"))
        }
        (_, None, Some(value)) if !value.is_object() => Err(Error::invalid_value(
            "without a path the value is an object of attributes",
        )),
        _ => Ok(Operation { op, path, value }),
    }
}

/// A member of an object, whatever the case of its name.
pub(super) fn member<'v>(members: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    members.get(name).or_else(|| {
        let mut found = members.iter().filter(|(key, _)| fold::same(key, name));
        found.next().map(|(_, value)| value)
    })
}
