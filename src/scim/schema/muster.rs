//! This product's extensions of User and of Group.
//!
//! Entra can send neither complex nor multi-valued custom attributes, so every list is one string
//! with `;` between its values; a JSON array of strings is accepted as well.

use super::{
    MUSTER_GROUP, MUSTER_USER,
    attribute::{Attribute, Kind, Mutability::ReadOnly},
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

/// Adds an attribute for the record set of each entity type, behind the other ones that give access.
pub(super) fn give_record_sets<'a>(
    schema: &mut Schema,
    record_sets: impl IntoIterator<Item = (&'a str, &'a str)>,
) {
    let all = schema.attributes.iter();
    let place = all.take_while(|held| held.name != "username").count();
    let attributes = record_sets.into_iter().map(|(name, entity)| {
        let about = format!("The record set for each {entity}, by name or id; or all or none.");
        Attribute {
            name: name.to_owned().into(),
            description: about.into(),
            ..Attribute::string("", "")
        }
    });
    let attributes: Vec<Attribute> = attributes.collect();
    schema.attributes.splice(place..place, attributes);
}

/// What a Group stands for. Only connections that see projected groups are told of it: who reads a
/// resource and compares it with what it wrote is better off without.
pub(super) fn group_schema() -> Schema {
    Schema {
        urn: MUSTER_GROUP.into(),
        name: "MusterGroup".into(),
        description: "What the members of a group are given.".into(),
        attributes: vec![
            Attribute::string(
                "kind",
                "A group of the directory, or a role, workspace or fleet group of the account.",
            )
            .canonical(&["directory", "role", "workspace", "fleet"])
            .mutable(ReadOnly),
        ],
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
            "recordVisibility",
            "Whether the person sees records without being assigned to them.",
        )
        .canonical(&["all", "assigned", "single"]),
        Attribute::string(
            "guestRecord",
            "The one record that a guest sees: its id, or its type and id with : between them.",
        )
        .exact(),
        Attribute::boolean(
            "weeklyEmail",
            "Whether they get the weekly email; people say so, unless the connection keeps options.",
        ),
        Attribute::boolean(
            "messageNotifications",
            "Whether they get a mail for each new message; kept as weeklyEmail is.",
        ),
        Attribute::boolean(
            "canOwnRecords",
            "Whether records can be theirs; kept as weeklyEmail is.",
        ),
        Attribute::string(
            "username",
            "The name to sign in with; it is the person's own once they have joined.",
        )
        .unique(),
        Attribute::string("licenceNumber", "The number of the driving licence."),
        Attribute::string(
            "classifications",
            "The classifications, with ; between them.",
        ),
    ]
}

/// Returned on request: a client that compares the extension with what it wrote sees its own word.
fn read_only() -> Vec<Attribute> {
    let of = |kind, name, description| {
        Attribute::of(kind, name, description)
            .mutable(ReadOnly)
            .on_request()
    };
    let text = |name, description| of(Kind::String, name, description);
    let moment = |name, description| of(Kind::DateTime, name, description);
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
        text(
            "effectiveAccess",
            "What is in force, as JSON: role, workspaces, fleet, permissions, and because of what.",
        )
        .exact(),
        moment("lastLogin", "When the person last signed in."),
        moment("activatedAt", "When the person first signed in."),
    ]
}
