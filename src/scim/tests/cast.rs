//! The people and groups that filters and projections look at.

use serde_json::{Value, json};

use crate::schema::{CORE_GROUP, CORE_USER, ENTERPRISE_USER, MUSTER_USER, ResourceType};

/// The cast of a resource type, by name.
pub(super) fn cast(resource_type: &ResourceType) -> Vec<(&'static str, Value)> {
    if resource_type.name == "Group" {
        vec![("drivers", drivers()), ("empty", empty())]
    } else {
        vec![("ada", ada()), ("bob", bob()), ("cyd", cyd())]
    }
}

/// Everything is filled in.
fn ada() -> Value {
    json!({
        "schemas": [CORE_USER, ENTERPRISE_USER, MUSTER_USER],
        "id": "a1",
        "externalId": "00uAda",
        "userName": "Ada@Example.com",
        "name": {"formatted": "Ms. Ada Lovelace", "familyName": "Lovelace", "givenName": "Ada"},
        "displayName": "Ada Lovelace",
        "title": "Countess",
        "active": true,
        "emails": [
            {"value": "ada@example.com", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home"},
        ],
        "groups": [{"value": "g1", "display": "drivers", "type": "direct"}],
        "x509Certificates": [{"value": "QWRh"}],
        ENTERPRISE_USER: {
            "employeeNumber": "701",
            "department": "Yard",
            "manager": {"value": "b2", "displayName": "Bob"},
        },
        MUSTER_USER: {
            "role": "Technician",
            "status": "active",
            "lastLogin": "2026-05-01T10:00:00.5Z",
        },
        "meta": {
            "resourceType": "User",
            "created": "2026-01-01T00:00:00Z",
            "lastModified": "2026-05-01T10:00:00.1234567Z",
            "location": "https://muster.example/scim/v2/Users/a1",
            "version": "W/\"3\"",
        },
    })
}

/// Somebody who left.
fn bob() -> Value {
    json!({
        "schemas": [CORE_USER],
        "id": "b2",
        "userName": "bob",
        "title": "",
        "userType": "Contractor",
        "active": false,
        "emails": [{"value": "bob@example.com"}],
        "meta": {
            "resourceType": "User",
            "created": "2025-01-01T00:00:00Z",
            "lastModified": "2026-04-01T00:00:00+02:00",
        },
    })
}

/// Hardly anything is known.
fn cyd() -> Value {
    json!({
        "schemas": [CORE_USER],
        "id": "c3",
        "userName": "çyd \"the\" \\ Ö",
        "active": true,
        "meta": {"resourceType": "User", "lastModified": "0001-01-03T00:00:00Z"},
    })
}

fn drivers() -> Value {
    json!({
        "schemas": [CORE_GROUP],
        "id": "g1",
        "displayName": "Drivers",
        "members": [
            {"value": "a1", "type": "User", "display": "Ada"},
            {"value": "g2", "type": "Group"},
        ],
        "meta": {"resourceType": "Group"},
    })
}

fn empty() -> Value {
    json!({
        "schemas": [CORE_GROUP],
        "id": "g2",
        "displayName": "Empty",
        "meta": {"resourceType": "Group"},
    })
}
