//! This product's extensions of User and Group.
//!
//! Entra can send neither complex nor multi-valued custom attributes, so every list is one string
//! with `;` between its values; a JSON array of strings is accepted as well.

use super::{
    MUSTER_GROUP, MUSTER_USER,
    attribute::{
        Attribute, Kind,
        Mutability::{Immutable, ReadOnly},
    },
    resource_type::Schema,
};

pub(super) fn user_schema() -> Schema {
    let mut attributes = writable();
    attributes.extend(read_only());
    Schema {
        urn: MUSTER_USER.into(),
        name: "MusterUser".into(),
        description: "What a person may do and see here, and how far the invitation has come."
            .into(),
        attributes,
    }
}

fn writable() -> Vec<Attribute> {
    vec![
        Attribute::string("role", "The role, by name or id."),
        Attribute::string(
            "workspaces",
            "The workspaces, by name or id, with ; between them.",
        ),
        Attribute::string("fleetAccess", "How much of the fleet the person sees.")
            .canonical(&["entire", "groups", "none"]),
        Attribute::string(
            "fleetGroups",
            "The fleet groups, by name or id, with ; between them.",
        ),
        Attribute::string(
            "username",
            "The name to sign in with; it can be chosen once.",
        )
        .mutable(Immutable)
        .unique(),
        Attribute::string("licenceNumber", "The number of the driving licence."),
        Attribute::string(
            "classifications",
            "The classifications, with ; between them.",
        ),
    ]
}

fn read_only() -> Vec<Attribute> {
    let text = |name, description| Attribute::string(name, description).mutable(ReadOnly);
    let moment =
        |name, description| Attribute::of(Kind::DateTime, name, description).mutable(ReadOnly);
    vec![
        text("status", "Where the person stands.").canonical(&[
            "no_access",
            "invited",
            "active",
            "deactivated",
        ]),
        text("invitationState", "How far the invitation has come.")
            .canonical(&["held", "sent", "bounced", "expired", "revoked", "accepted"]),
        moment("invitationExpiresAt", "When the invitation ends."),
        text(
            "emailChangeState",
            "How far a change of the sign-in address has come.",
        ),
        text(
            "pendingEmail",
            "The address that waits for its confirmation.",
        ),
        moment("lastLogin", "When the person last signed in."),
        moment("activatedAt", "When the person first signed in."),
    ]
}

pub(super) fn group_schema() -> Schema {
    Schema {
        urn: MUSTER_GROUP.into(),
        name: "MusterGroup".into(),
        description: "What a group stands for here.".into(),
        attributes: vec![
            Attribute::string("kind", "Where the group comes from.")
                .canonical(&["directory"])
                .mutable(ReadOnly),
        ],
    }
}
