//! What an account gives, as resources that a client only reads.
//!
//! Okta Identity Governance walks `/ResourceTypes` and reads the endpoint of each type that has one of
//! its two schemas; the draft of the IETF about roles and entitlements has expired.

use super::attribute::{Attribute, Mutability::ReadOnly};
use super::resource_type::{ResourceType, Schema};

/// The schema of a role.
pub const GIVEN_ROLE: &str = "urn:okta:scim:schemas:core:1.0:Role";
/// The schema of anything else that is given.
pub const GIVEN_ENTITLEMENT: &str = "urn:okta:scim:schemas:core:1.0:Entitlement";

/// The resource types, each with the path below the base URL.
const TYPES: [(&str, &str, &str, &str); 5] = [
    ("Role", "/Roles", GIVEN_ROLE, "What people may do."),
    (
        "Workspace",
        "/Workspaces",
        GIVEN_ENTITLEMENT,
        "Workspaces that people see.",
    ),
    (
        "FleetGroup",
        "/FleetGroups",
        GIVEN_ENTITLEMENT,
        "Parts of the fleet that people see.",
    ),
    (
        "RecordSet",
        "/RecordSets",
        GIVEN_ENTITLEMENT,
        "Records that people see and change.",
    ),
    (
        "Option",
        "/Entitlements",
        GIVEN_ENTITLEMENT,
        "What is switched on for people.",
    ),
];

pub(super) fn given_types() -> Vec<ResourceType> {
    TYPES
        .map(|(name, endpoint, urn, description)| ResourceType {
            name,
            endpoint,
            description,
            schema: schema(urn),
            extensions: Vec::new(),
        })
        .into()
}

fn schema(urn: &'static str) -> Schema {
    let name = if urn == GIVEN_ROLE {
        "Role"
    } else {
        "Entitlement"
    };
    Schema {
        urn: urn.into(),
        name: name.into(),
        description: "What the account gives.".into(),
        attributes: vec![
            Attribute::string("displayName", "What people call it.").mutable(ReadOnly),
            Attribute::string("type", "What kind of thing it is.").mutable(ReadOnly),
        ],
    }
}
