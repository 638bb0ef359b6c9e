//! The URNs and documents that checks send.

use serde_json::{Value, json};

/// The core User schema (RFC 7643 4.1).
pub(crate) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// The core Group schema (RFC 7643 4.2).
pub(crate) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
/// The enterprise extension (RFC 7643 4.3).
pub(crate) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// The message of a list (RFC 7644 3.4.2).
pub(crate) const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
/// The message of an error (RFC 7644 3.12).
pub(crate) const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";
/// The message of a PATCH (RFC 7644 3.5.2).
pub(crate) const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/// The message of a search by POST (RFC 7644 3.4.3).
pub(crate) const SEARCH: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/// The message of a bulk request (RFC 7644 3.7).
pub(crate) const BULK: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
/// The message of a bulk response (RFC 7644 3.7).
pub(crate) const BULK_ANSWER: &str = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/// A user with a name and one primary work address, both made of the user name.
pub(crate) fn user(user_name: &str) -> Value {
    json!({
        "schemas": [USER],
        "userName": user_name,
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "emails": [{"value": user_name, "type": "work", "primary": true}],
        "active": true
    })
}

/// A group with these members.
pub(crate) fn group(display_name: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
    json!({"schemas": [GROUP], "displayName": display_name, "members": members})
}

/// A PATCH of these operations, in order.
pub(crate) fn patch(operations: &[Value]) -> Value {
    json!({"schemas": [PATCH_OP], "Operations": operations})
}

/// `base` with the keys of `extra` set; a key that is there already is replaced.
pub(crate) fn with(mut base: Value, extra: &Value) -> Value {
    if let (Some(base), Some(extra)) = (base.as_object_mut(), extra.as_object()) {
        for (key, value) in extra {
            base.insert(key.clone(), value.clone());
        }
    }
    base
}
