//! People: found with their links and grants, saved with everything that follows.

mod find;
mod former;
mod index;
mod own_sets;
mod page;
mod refold;
mod rows;
mod save;
mod search;
mod side;
mod stale;
mod standing;
mod visible;

pub use find::People;
pub(crate) use index::IndexPeople;
#[cfg(test)]
pub(crate) use page::listing;
pub use save::WritePeople;
pub use search::PeopleSearch;
pub use standing::{CalledBy, Standing};
pub use visible::Viewer;
