//! How access and events read in answers: the application writes them, the document describes them,
//! and `tests/api/run` holds the one against the other.

use super::summary::{NamesShown, RecordReachShown};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The access of a person as it is in force now, every value with its reasons.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct AccessShown {
    /// `no_access`, `invited`, `active` or `deactivated`.
    status: String,
    /// Whether they have access and are given nothing.
    sees_nothing: bool,
    /// The role, by name.
    #[schema(required)]
    role: Option<String>,
    /// The workspaces, by name, or `all`.
    workspaces: NamesShown,
    /// The fleet groups, by name, `entire` or `none`.
    fleet: NamesShown,
    /// The options that are on.
    options: Vec<String>,
    /// How far record sets let them reach, by entity type; all of a type that is not named.
    record_sets: BTreeMap<String, RecordReachShown>,
    /// Which records they see at all: `all`, `assigned` or `single`.
    visibility: String,
    /// What the role allows.
    permissions: Vec<String>,
    /// The reasons, by the part of the answer that they are about.
    because: BecauseShown,
}

/// The reasons of each part.
#[derive(Serialize, utoipa::ToSchema)]
struct BecauseShown {
    /// Of the role.
    role: Vec<ReasonShown>,
    /// Of the workspaces.
    workspaces: Vec<ReasonShown>,
    /// Of the fleet.
    fleet: Vec<ReasonShown>,
    /// Of the options.
    options: Vec<ReasonShown>,
    /// Of the record sets, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    record_sets: Option<Vec<ReasonShown>>,
    /// Of the visibility, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<Vec<ReasonShown>>,
}

/// Why one value is part of an access.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct ReasonShown {
    /// The value, by name.
    value: String,
    /// `owner`, `pin`, `scim:ATTRIBUTE`, `rule:ID`, `rule:ID@group:ID`, `manual` or `default`.
    source: String,
    /// The chain that leads to the value: the connection, the groups from the outermost, the rule,
    /// and of a subgroup the fleet group above it.
    via: Vec<String>,
}

/// What changed, as a webhook carries it.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct EventShown {
    /// The `webhook-id` of its deliveries.
    id: Uuid,
    /// Its type, such as `user.created`.
    r#type: String,
    /// When (RFC 3339).
    #[schema(format = DateTime)]
    timestamp: String,
    /// What it is about.
    data: EventData,
}

/// What an event is about; `user`, `group` and the like stand beside these.
#[derive(Serialize, utoipa::ToSchema)]
struct EventData {
    /// The account.
    account_id: Uuid,
    /// A number of the subject's own that only rises.
    sequence: i64,
    /// The change that it was part of.
    txn: String,
    /// Who did it.
    actor: BTreeMap<String, String>,
}
