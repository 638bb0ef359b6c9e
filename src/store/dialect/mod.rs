//! The only place that asks which database it is.
//!
//! Both databases read the same statements. What differs stands here as a word with a meaning: a
//! row lock, a safe end of the feed, the code of an error.

mod connect;
mod judge;
mod sets;
mod words;

pub(crate) use connect::{Connected, connect, connect_for_migration};
pub(crate) use judge::judge;
pub(crate) use words::Dialect;
