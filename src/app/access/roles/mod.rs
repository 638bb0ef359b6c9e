//! Roles by hand: who has them, and making, changing, copying and removing them.

mod check;
mod copy;
mod create;
mod delete;
mod list;
mod update;

pub use copy::CopyRole;
pub use create::CreateRole;
pub use delete::DeleteRole;
pub use list::{RoleView, list_roles, show_role};
pub use update::UpdateRole;
