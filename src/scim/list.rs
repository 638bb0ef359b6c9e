//! The answer to a query (RFC 7644 3.4.2).

use serde_json::{Map, Value, json};

/// The schema URN of a list.
pub const LIST_URN: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/// A list of resources: how many there are, where this page begins and the page.
///
/// `itemsPerPage` counts what is in this page, never what was asked for (RFC 7644 3.4.2.4).
pub fn list_response(total: u64, start_index: u64, resources: Vec<Value>) -> Value {
    let mut list = Map::new();
    list.insert("schemas".to_owned(), json!([LIST_URN]));
    list.insert("totalResults".to_owned(), json!(total));
    list.insert("startIndex".to_owned(), json!(start_index));
    list.insert("itemsPerPage".to_owned(), json!(resources.len()));
    list.insert("Resources".to_owned(), Value::Array(resources));
    Value::Object(list)
}
