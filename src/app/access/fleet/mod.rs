//! Fleet groups by hand: who sees them, and making, renaming, moving and removing them.

mod create;
mod delete;
mod list;
mod update;

pub use create::CreateFleetGroup;
pub use delete::DeleteFleetGroup;
pub use list::{FleetGroupView, list_fleet_groups, show_fleet_group};
pub use update::UpdateFleetGroup;
