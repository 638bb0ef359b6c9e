//! People: found with their links and grants, saved with everything that follows.

mod find;
mod page;
mod rows;
mod save;
mod side;
mod stale;

pub use find::People;
pub use save::WritePeople;
