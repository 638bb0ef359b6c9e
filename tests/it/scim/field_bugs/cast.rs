//! Who plays in these stories, and how they are looked at.

use crate::support::Client;
use serde_json::{Value, json};

pub(super) const PROFILES: [&str; 8] = [
    "lenient",
    "rfc",
    "okta",
    "entra",
    "onelogin",
    "jumpcloud",
    "ping",
    "hr",
];
pub(super) const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub(super) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
pub(super) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
pub(super) const OWN: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// A User as every profile takes it.
pub(super) fn user(name: &str) -> Value {
    json!({"schemas": [CORE], "userName": name, "externalId": format!("x-{name}"), "active": true})
}

/// A Group as every profile takes it.
pub(super) fn group(name: &str, members: &Value) -> Value {
    json!({"schemas": [GROUP], "displayName": name, "members": members})
}

/// Pushes people; answers their ids.
pub(super) async fn push(directory: &Client, names: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in names {
        ids.push(directory.post("/Users", user(name)).await.expect(201).id());
    }
    ids
}

/// Pushes a group of these members; answers its path.
pub(super) async fn push_group(directory: &Client, members: &[String]) -> String {
    let body = group("Drivers", &values(members));
    let id = directory.post("/Groups", body).await.expect(201).id();
    format!("/Groups/{id}")
}

/// Ids as a directory lists members.
pub(super) fn values(ids: &[String]) -> Value {
    ids.iter().map(|id| json!({"value": id})).collect()
}

/// The names of the members of a group, in order.
pub(super) async fn members(directory: &Client, path: &str) -> Vec<String> {
    let path = format!("{path}?attributes=members.display");
    let group = directory.get(&path).await.expect(200).json();
    let members = group["members"].as_array().cloned().unwrap_or_default();
    let name = |member: &Value| member["display"].as_str().expect("a name").to_owned();
    let mut names: Vec<String> = members.iter().map(name).collect();
    names.sort();
    names
}

/// The Users that a filter finds.
pub(super) async fn found(directory: &Client, filter: &str) -> Vec<Value> {
    let query: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
    let list = directory.get(&format!("/Users?filter={query}")).await;
    let list = list.expect(200).json();
    assert_eq!(list["totalResults"], list["itemsPerPage"], "{filter}");
    list["Resources"].as_array().cloned().unwrap_or_default()
}
