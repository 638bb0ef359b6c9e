//! A role, as the admin API shows it.

use crate::admin::record_sets::{ReachShown, shown};
use muster_app::access::roles::RoleView;
use muster_model::ids::RoleId;
use serde::Serialize;
use std::collections::BTreeMap;

/// A role.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct RoleShown {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: RoleId,
    /// Its short name; it never changes.
    slug: String,
    /// Its name.
    name: String,
    /// The higher one wins where two sources of one rank give different roles.
    priority: i64,
    /// Whether every account has it; it can be neither changed nor removed.
    built_in: bool,
    /// Whether it allows anything about the account itself.
    privileged: bool,
    /// Whether it is the role of whoever gets none otherwise.
    default: bool,
    /// What it allows; `module.*` takes in what the module will offer later.
    permissions: Vec<String>,
    /// Whether whoever has it sees records without being assigned to them: `all`, `assigned` or `single`.
    visibility: &'static str,
    /// How far its permissions reach, by entity type; everywhere in one that is not named.
    records: BTreeMap<String, ReachShown>,
    /// How much of each module it allows: `full` takes in what the module will offer later, `some`, `none`.
    modules: BTreeMap<String, &'static str>,
    /// How many people have it; null where there are too many to count,
    /// and while more than 200 are compiled anew.
    #[schema(required)]
    people: Option<u64>,
}

impl From<RoleView> for RoleShown {
    fn from(view: RoleView) -> Self {
        let role = view.role;
        let levels = view.levels.into_iter();
        Self {
            id: role.id,
            privileged: role.is_privileged(),
            permissions: role.permissions.iter().map(ToString::to_string).collect(),
            visibility: role.visibility.as_str(),
            records: shown(&role.records),
            slug: role.slug,
            name: role.name,
            priority: role.priority,
            built_in: role.built_in,
            default: view.default,
            modules: levels.map(|(name, level)| (name, level.as_str())).collect(),
            people: view.people,
        }
    }
}
