//! What a directory writes into the access attributes of a User becomes grants.

mod read;
mod written;

pub(crate) use read::EVERY_RECORD_SET;
pub use read::{Writer, read};
pub use written::Written;
