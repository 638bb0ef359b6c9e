//! Access: what a person may do and see, compiled from grants and rules.
//!
//! Whoever changes a person calls [`compile_person`] before the change is closed; whoever changes a
//! group calls [`people_below`] and [`memberships_changed`]; whoever reads calls [`refresh`], which
//! compiles the stale on the fly. The policy of an account starts with [`seed_roles`] and is changed
//! by [`ApplyAccess`].

mod apply;
pub mod attributes;
mod census;
mod compile;
mod compile_stale;
mod condition;
mod drops;
pub mod edit;
mod explain;
pub mod file;
pub mod fleet;
pub mod gives;
mod guard;
mod guests;
mod matches;
mod modules;
pub mod names;
mod nothing_left;
pub mod plan;
mod preset;
pub mod record_sets;
mod reevaluate;
mod reevaluate_daily;
pub mod roles;
mod rulebook;
pub mod rules;
mod seed;
mod sight;
mod turn;
pub mod workspaces;

pub use apply::{Applied, ApplyAccess, ApplyError, Changed, PermissionsChanged, RuleWarning};
pub use census::Census;
pub use compile::{
    AT_ONCE, compile_people, compile_person, compile_with, memberships_changed, people_below,
    refresh, roles_named, rulebook, states_of,
};
pub use compile_stale::CompileStale;
pub use explain::{ExplainError, explain_access, workspaces_of};
pub(crate) use explain::{effective, reason, summary};
pub use guard::{barred_kind, hand, hand_of};
pub use matches::matches;
pub use modules::list_modules;
pub use nothing_left::SetNothingLeft;
pub(crate) use nothing_left::set_nothing_left;
pub use preset::{BrokenPreset, Preset, built_in_roles};
pub use reevaluate::{Reevaluate, Reevaluated};
pub use reevaluate_daily::reevaluate_daily;
pub use rulebook::Rulebook;
pub use seed::seed_roles;
pub use sight::{Onlooker, assigned_among, assigned_ids, case_groups, names_case_groups};

#[cfg(test)]
mod tests;
