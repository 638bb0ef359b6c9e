//! Whole days of real directories, step by step: their shapes, their order and their headers.

mod day;
mod entra;
mod okta;
mod program;

pub(crate) use program::{index, run};
