//! Workspaces by hand: who sees them, and making, renaming and removing them.

mod create;
mod delete;
mod list;
mod rename;

pub use create::CreateWorkspace;
pub use delete::DeleteWorkspace;
pub use list::{WorkspaceView, list_workspaces, show_workspace};
pub use rename::RenameWorkspace;
