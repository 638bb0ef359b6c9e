//! Projected groups: roles, workspaces and fleet groups as groups of a connection, so that a
//! directory gives them by membership.

mod follow_policy;
mod guard;
mod name;
mod project;
mod stretch;

pub use follow_policy::follow_policy;
pub(super) use guard::{kept_name, may_give, no_deletion};
pub use project::ProjectNext;
