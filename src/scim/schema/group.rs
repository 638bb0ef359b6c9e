//! The core Group schema (RFC 7643 4.2).

use super::{
    CORE_GROUP,
    attribute::{
        Attribute,
        Mutability::{Immutable, ReadOnly},
    },
    resource_type::Schema,
};

/// Errata 5368: `displayName` is required. It is unique per connection, which RFC 7643 allows and
/// the schema therefore says.
pub(super) fn schema() -> Schema {
    Schema {
        urn: CORE_GROUP.into(),
        name: "Group".into(),
        description: "A group of people and of groups.".into(),
        attributes: vec![
            Attribute::string("displayName", "The name of the group.")
                .required()
                .unique(),
            members(),
        ],
    }
}

fn members() -> Attribute {
    Attribute::complex(
        "members",
        "Who belongs to the group.",
        vec![
            Attribute::string("value", "The id of the member.")
                .exact()
                .mutable(Immutable),
            Attribute::reference("$ref", &["User", "Group"], "The URI of the member.")
                .mutable(Immutable),
            Attribute::string("type", "What the member is.")
                .canonical(&["User", "Group"])
                .mutable(Immutable),
            // RFC 7643 8.7.1 has no `display` here: who compares members with what was sent finds
            // nothing that the server added.
            Attribute::string("display", "The name of the member.")
                .mutable(ReadOnly)
                .on_request(),
        ],
    )
    .many()
}
