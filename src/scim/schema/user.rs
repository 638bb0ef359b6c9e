//! The core User schema (RFC 7643 4.1).
//!
//! `password` is not listed: it is accepted and ignored, so a schema that named it would promise
//! what the server does not do.

use super::{
    CORE_USER,
    attribute::{Attribute, Kind, Mutability::ReadOnly},
    resource_type::Schema,
};

pub(super) fn schema() -> Schema {
    let mut attributes = singular();
    attributes.extend(plural());
    Schema {
        urn: CORE_USER.into(),
        name: "User".into(),
        description: "A person.".into(),
        attributes,
    }
}

/// RFC 7643 4.1.1.
fn singular() -> Vec<Attribute> {
    vec![
        Attribute::string(
            "userName",
            "The name by which the directory knows the person; kept as sent, unique whatever its case.",
        )
        .required()
        .unique(),
        name(),
        Attribute::string("displayName", "The name that is shown to others."),
        Attribute::string("nickName", "What the person is called in daily life."),
        Attribute::reference("profileUrl", &["external"], "A page about the person."),
        Attribute::string("title", "The job title, such as \"Vice President\"."),
        Attribute::string("userType", "How the person belongs to the organisation, such as \"Contractor\"."),
        Attribute::string("preferredLanguage", "The language in which the person is addressed."),
        Attribute::string("locale", "The place by whose customs dates and numbers are shown."),
        Attribute::string("timezone", "The time zone, as in \"America/Los_Angeles\"."),
        // RFC 7644 3.5.2.2: what is required cannot be removed. Whoever leaves it out of a POST gets
        // the connection's default, of a PUT what there was.
        Attribute::boolean(
            "active",
            "Whether the person may have access; filled in for who leaves it out.",
        )
        .required(),
    ]
}

fn name() -> Attribute {
    Attribute::complex(
        "name",
        "The parts of the person's real name.",
        vec![
            Attribute::string("formatted", "The whole name, ready for display."),
            Attribute::string("familyName", "The family name."),
            Attribute::string("givenName", "The given name."),
            Attribute::string("middleName", "The middle names."),
            Attribute::string(
                "honorificPrefix",
                "What stands before the name, such as \"Ms.\".",
            ),
            Attribute::string(
                "honorificSuffix",
                "What stands after the name, such as \"III\".",
            ),
        ],
    )
}

/// RFC 7643 4.1.2.
fn plural() -> Vec<Attribute> {
    let value = |description| Attribute::string("value", description);
    vec![
        labelled(
            "emails",
            "Email addresses.",
            value("An email address."),
            &["work", "home", "other"],
        ),
        labelled(
            "phoneNumbers",
            "Telephone numbers.",
            value("A telephone number."),
            &["work", "home", "mobile", "fax", "pager", "other"],
        ),
        labelled(
            "ims",
            "Instant messaging addresses.",
            value("An instant messaging address."),
            &["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"],
        ),
        labelled(
            "photos",
            "Pictures of the person.",
            Attribute::reference("value", &["external"], "Where a picture is."),
            &["photo", "thumbnail"],
        ),
        addresses(),
        groups(),
        labelled(
            "entitlements",
            "Entitlements.",
            value("An entitlement."),
            &[],
        ),
        labelled("roles", "Roles.", value("A role."), &[]),
        labelled(
            "x509Certificates",
            "Certificates.",
            Attribute::of(Kind::Binary, "value", "A DER certificate in base64.").exact(),
            &[],
        ),
    ]
}

/// A list of values with the default sub-attributes of RFC 7643 2.4.
fn labelled(
    name: &'static str,
    description: &'static str,
    value: Attribute,
    types: &'static [&'static str],
) -> Attribute {
    let subs = vec![
        value,
        Attribute::string("display", "The value as it is shown to people."),
        Attribute::string("type", "What the value is for.").canonical(types),
        Attribute::boolean("primary", "The preferred one; at most one value is."),
    ];
    Attribute::complex(name, description, subs).many()
}

fn addresses() -> Attribute {
    Attribute::complex(
        "addresses",
        "Postal addresses.",
        vec![
            Attribute::string("formatted", "The whole address; it may hold line breaks."),
            Attribute::string("streetAddress", "Street, house number, post office box."),
            Attribute::string("locality", "The city."),
            Attribute::string("region", "The state or region."),
            Attribute::string("postalCode", "The postal code."),
            Attribute::string("country", "The country."),
            Attribute::string("type", "What the address is for.")
                .canonical(&["work", "home", "other"]),
            Attribute::boolean("primary", "The preferred one; at most one value is."),
        ],
    )
    .many()
}

/// Errata 8471: `$ref` points to Groups only.
fn groups() -> Attribute {
    Attribute::complex(
        "groups",
        "The groups to which the person belongs; change them at the Group.",
        vec![
            Attribute::string("value", "The id of the group.")
                .exact()
                .mutable(ReadOnly),
            Attribute::reference("$ref", &["Group"], "The URI of the group.").mutable(ReadOnly),
            Attribute::string("display", "The name of the group.").mutable(ReadOnly),
            Attribute::string(
                "type",
                "Whether the person is a member of the group itself.",
            )
            .canonical(&["direct", "indirect"])
            .mutable(ReadOnly),
        ],
    )
    .many()
    .mutable(ReadOnly)
}
