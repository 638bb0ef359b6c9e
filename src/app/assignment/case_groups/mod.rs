//! Case groups by hand: making, changing and removing them.

mod change;
mod create;
mod delete;
mod members;
mod show;
mod update;

pub use create::CreateCaseGroup;
pub use delete::DeleteCaseGroup;
pub use members::Members;
pub use muster_store::AskedCaseGroups;
pub use show::{CaseGroupView, list_case_groups, show_case_group};
pub use update::UpdateCaseGroup;
