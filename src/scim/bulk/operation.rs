//! One operation of a Bulk request, and what it asks for.

use serde_json::{Map, Value, json};

use super::request::take;
use crate::{
    call::{Endpoint, Method},
    error::Error,
    patch::PATCH_URN,
    profile::Switches,
};

/// One operation, as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The method as it was sent.
    pub sent_method: Option<String>,
    /// The method, when it is one of Bulk's.
    pub method: Option<Method>,
    /// What the client calls the resource within this request.
    pub bulk_id: Option<String>,
    /// The path as it was sent.
    pub path: Option<String>,
    /// The version that the resource shall have (RFC 7644 3.14).
    pub version: Option<String>,
    /// The message; null when there is none.
    pub data: Value,
    /// A member that is no text where there should be one.
    wrong: Option<&'static str>,
}

/// What an operation asks for: how, where, and of which resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) method: Method,
    pub(super) endpoint: Endpoint,
    /// Empty for a POST.
    pub(super) id: String,
}

impl Operation {
    /// Reads an operation; only one that is no object is the whole request's error.
    pub(super) fn read(value: Value, switches: Switches) -> Result<Self, Error> {
        let Value::Object(mut members) = value else {
            return Err(Error::invalid_syntax("an operation is a JSON object"));
        };
        let mut wrong = None;
        let sent_method = text(&mut members, "method", &mut wrong);
        // RFC 7644 3.7 writes methods in capitals; clients that do not are forgiven.
        let method = sent_method.as_deref().and_then(Method::named);
        let exact =
            |method: &Method| switches.coerce || sent_method.as_deref() == Some(method.as_str());
        let method = method.filter(exact);
        let data = take(&mut members, "data").unwrap_or_default();
        Ok(Self {
            method,
            bulk_id: text(&mut members, "bulkId", &mut wrong),
            path: text(&mut members, "path", &mut wrong),
            version: text(&mut members, "version", &mut wrong),
            data: whole_message(method, data, switches),
            sent_method,
            wrong,
        })
    }

    /// What it asks for, or why it asks for nothing that there is.
    pub(super) fn target(&self) -> Result<Target, Error> {
        if let Some(name) = self.wrong {
            return Err(Error::invalid_syntax(format!("\"{name}\" is a string")));
        }
        let method = self
            .method
            .ok_or_else(|| Error::invalid_syntax("\"method\" is POST, PUT, PATCH or DELETE"))?;
        let path = self
            .path
            .as_deref()
            .ok_or_else(|| Error::invalid_syntax("an operation has a \"path\""))?;
        let (endpoint, id) = place(path)?;
        match (method, id.is_empty()) {
            // What a single request to this path would be answered.
            (Method::Post, false) | (Method::Put | Method::Patch | Method::Delete, true) => {
                let detail = format!("{path} does not know {}", method.as_str());
                return Err(Error::new(405, detail));
            }
            // RFC 7644 3.7: required when the method is POST.
            (Method::Post, true) if self.bulk_id.as_deref().is_none_or(str::is_empty) => {
                return Err(Error::invalid_syntax("a POST has a \"bulkId\""));
            }
            _ => {}
        }
        if method != Method::Delete && !self.data.is_object() {
            let detail = format!("a {} has its message in \"data\"", method.as_str());
            return Err(Error::invalid_syntax(detail));
        }
        Ok(Target {
            method,
            endpoint,
            id,
        })
    }
}

/// The endpoint of a path, and the id behind it.
fn place(path: &str) -> Result<(Endpoint, String), Error> {
    let bare = path.split_once('?').map_or(path, |(bare, _)| bare);
    let bare = bare.trim_start_matches('/');
    let bare = bare.strip_prefix("v2/").unwrap_or(bare);
    let (name, id) = bare.split_once('/').unwrap_or((bare, ""));
    if let Some(endpoint) = Endpoint::named(name) {
        return Ok((endpoint, id.trim_end_matches('/').to_owned()));
    }
    Err(match name {
        "Bulk" => Error::invalid_value("a Bulk request cannot hold another"),
        // RFC 7644 3.11.
        "Me" => Error::not_implemented("/Me cannot be used in a Bulk request"),
        _ => Error::not_found("there is no such endpoint; see /ResourceTypes"),
    })
}

/// A list of operations stands for the whole message of a PATCH, as in the example of RFC 7644
/// 3.7.3.
fn whole_message(method: Option<Method>, data: Value, switches: Switches) -> Value {
    match data {
        Value::Array(_) if method == Some(Method::Patch) && switches.coerce => {
            json!({"schemas": [PATCH_URN], "Operations": data})
        }
        data => data,
    }
}

fn text(
    members: &mut Map<String, Value>,
    name: &'static str,
    wrong: &mut Option<&'static str>,
) -> Option<String> {
    match take(members, name) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text),
        Some(_) => {
            wrong.get_or_insert(name);
            None
        }
    }
}
