//! What a directory writes into the access attributes of a User becomes grants.

mod read;
mod written;

pub use read::{Writer, read};
pub use written::Written;
