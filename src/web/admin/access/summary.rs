//! An access in short, as the admin API describes it; `muster_app::access` writes it.

use serde::Serialize;
use std::collections::BTreeMap;

/// Where somebody stands, and what they have, by name.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct SummaryShown {
    /// `no_access`, `invited`, `active` or `deactivated`, where it may change too.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    /// The role.
    #[schema(required)]
    role: Option<String>,
    /// The workspaces, or `all`, which takes in those that will be made.
    workspaces: NamesShown,
    /// The fleet groups with those below them, `entire` or `none`.
    fleet: NamesShown,
    /// The options that are on.
    options: Vec<String>,
    /// How far they reach among the records of each entity type that a record set restricts.
    #[serde(skip_serializing_if = "Option::is_none")]
    record_sets: Option<BTreeMap<String, RecordReachShown>>,
    /// `assigned` or `single`, where they do not see all records.
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<String>,
}

/// How far somebody reaches within one entity type.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct RecordReachShown {
    /// The names of the sets, `all` and `none` being words, and last that of the role where it takes
    /// something away.
    sets: Vec<String>,
    /// What they see: `all`, `none`, or a filter.
    view: String,
    /// What of it they change: `all`, `none`, or a filter.
    update: String,
}

/// One word that stands for everything or nothing, or names.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "it describes a value that is written one floor below"
)]
pub(in crate::admin) enum NamesShown {
    /// One word.
    Word(String),
    /// Names, sorted.
    Names(Vec<String>),
}
