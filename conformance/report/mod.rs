//! What a run found, printed for people or for programs.

mod entry;
pub(crate) mod json;
pub(crate) mod text;

pub(crate) use entry::{Entry, Outcome, Report};
