//! The three searches. Whatever one finds, an evaluation of the same question allows.

mod actions;
mod error;
mod resources;
mod subjects;

pub use actions::search_actions;
pub use error::SearchError;
pub use resources::search_resources;
pub use subjects::search_subjects;
