//! Circular references (RFC 7644 3.7.1): a resource is created without them, then they are added.

use serde_json::{Map, Value, json};

use super::reference;
use crate::patch::PATCH_URN;

/// A new resource taken apart.
pub(super) struct Aside {
    /// The resource without the values that name what does not exist yet.
    pub(super) now: Value,
    /// Those values alone, as a partial resource.
    pub(super) later: Value,
}

/// Takes out the values of attributes that hold an open reference: elements of a list one by one,
/// anything else as a whole, attributes of an extension like those of the core.
pub(super) fn set_aside(data: Value, is_open: &dyn Fn(&str) -> bool) -> Aside {
    let Value::Object(members) = data else {
        return Aside {
            now: data,
            later: Value::Null,
        };
    };
    let (mut now, mut later) = (Map::new(), Map::new());
    for (key, value) in members {
        if !names_open(&value, is_open) {
            now.insert(key, value);
            continue;
        }
        let (stays, goes) = split(&key, value, is_open);
        if let Some(stays) = stays {
            now.insert(key.clone(), stays);
        }
        later.insert(key, goes);
    }
    Aside {
        now: Value::Object(now),
        later: Value::Object(later),
    }
}

/// The message that adds what was set aside.
pub(super) fn addition(later: &Value) -> Value {
    json!({
        "schemas": [PATCH_URN],
        "Operations": [{"op": "add", "value": later}],
    })
}

fn split(key: &str, value: Value, is_open: &dyn Fn(&str) -> bool) -> (Option<Value>, Value) {
    match value {
        Value::Array(items) => {
            let (goes, stays): (Vec<_>, Vec<_>) = items
                .into_iter()
                .partition(|item| names_open(item, is_open));
            let stays = (!stays.is_empty()).then_some(Value::Array(stays));
            (stays, Value::Array(goes))
        }
        extension @ Value::Object(_) if key.starts_with("urn:") => {
            let Aside { now, later } = set_aside(extension, is_open);
            (Some(now), later)
        }
        whole => (None, whole),
    }
}

fn names_open(value: &Value, is_open: &dyn Fn(&str) -> bool) -> bool {
    let mut open = false;
    reference::each(value, &mut |name| open |= is_open(name));
    open
}
