//! The attributes that every resource has and no schema document lists (RFC 7643 3 and 3.1).

use std::sync::LazyLock;

use super::attribute::{Attribute, Kind, Mutability::ReadOnly};

/// `schemas`, `id`, `externalId` and `meta`.
pub fn common() -> &'static [Attribute] {
    static COMMON: LazyLock<Vec<Attribute>> = LazyLock::new(|| {
        vec![
            Attribute::reference("schemas", &["uri"], "The schemas that the resource uses.")
                .many()
                .required()
                .always(),
            Attribute::string("id", "The identifier that this server gave the resource.")
                .exact()
                .mutable(ReadOnly)
                .always()
                .unique(),
            Attribute::string(
                "externalId",
                "The identifier that the client gave the resource.",
            )
            .exact(),
            meta(),
        ]
    });
    &COMMON
}

fn meta() -> Attribute {
    Attribute::complex(
        "meta",
        "What the server knows about the resource itself.",
        vec![
            Attribute::string("resourceType", "The name of the resource type.")
                .exact()
                .mutable(ReadOnly),
            Attribute::of(Kind::DateTime, "created", "When the resource was created.")
                .mutable(ReadOnly),
            Attribute::of(
                Kind::DateTime,
                "lastModified",
                "When the resource last changed.",
            )
            .mutable(ReadOnly),
            Attribute::reference("location", &["uri"], "The URI of the resource.")
                .mutable(ReadOnly),
            Attribute::string("version", "The entity tag of the resource.")
                .exact()
                .mutable(ReadOnly),
        ],
    )
    .mutable(ReadOnly)
}
