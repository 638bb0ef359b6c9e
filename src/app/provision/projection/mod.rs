//! Projected groups: roles, workspaces and fleet groups as groups of a connection, so that a
//! directory gives them by membership.

mod guard;
mod project;

pub(super) use guard::{kept_name, may_give, no_deletion};
pub use project::ProjectNext;
