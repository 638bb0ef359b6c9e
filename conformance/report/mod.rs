//! What a run found, printed for people, for a repository or for programs.

mod entry;
pub(crate) mod json;
pub(crate) mod markdown;
mod summary;
pub(crate) mod text;

pub(crate) use entry::{Counts, Entry, Outcome, Report};
