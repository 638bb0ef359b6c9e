//! Groups: the requests that a directory makes about them. Members are rows, never a list in memory.

mod affected;
mod create;
mod delete;
mod find;
mod get;
mod members;
mod patch;
mod replace;
mod store_members;

pub use create::CreateGroup;
pub use delete::DeleteGroup;
pub use get::{get_group, is_large, show_groups};
pub use members::{MoreMembers, ShownGroup};

pub(in crate::provision) use members::begin_groups;
pub use patch::PatchGroup;
pub use replace::ReplaceGroup;
pub(crate) use store_members::leave_groups;

use muster_model::group::Group;

/// A group after a request, and what was left out on the way.
#[derive(Clone, Debug)]
pub struct ProvisionedGroup {
    /// The group as it now is.
    pub group: Group,
    /// What was ignored or remembered for later, for the provisioning log.
    pub notes: Vec<String>,
}
