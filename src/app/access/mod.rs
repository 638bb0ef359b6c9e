//! Access: what a person may do and see, compiled from grants and rules.
//!
//! Whoever changes a person calls [`compile_person`] before the change is closed; whoever changes a
//! group calls [`people_below`] and [`memberships_changed`]; whoever reads calls [`refresh`], which
//! compiles the stale on the fly. The policy of an account starts with [`seed_roles`] and is changed
//! by [`ApplyAccess`].

mod apply;
pub mod attributes;
mod compile;
mod compile_stale;
mod condition;
mod explain;
pub mod file;
pub mod gives;
mod guard;
mod matches;
pub mod names;
mod nothing_left;
pub mod plan;
mod preset;
mod rulebook;
mod seed;

pub use apply::{Applied, ApplyAccess, ApplyError, Changed};
pub use compile::{
    AT_ONCE, compile_people, compile_person, compile_with, memberships_changed, people_below,
    refresh, rulebook,
};
pub use compile_stale::CompileStale;
pub(crate) use explain::effective;
pub use explain::{ExplainError, explain_access};
pub use guard::{barred_kind, hand, hand_of};
pub use matches::matches;
pub use nothing_left::SetNothingLeft;
pub use preset::{BrokenPreset, Preset, built_in_roles};
pub use rulebook::Rulebook;
pub use seed::seed_roles;

#[cfg(test)]
mod tests;
