//! Whole days of real directories, step by step: their shapes, their order and their headers.

mod day;
mod entra;
mod hr;
mod jumpcloud;
mod lenient;
mod okta;
mod onelogin;
mod ping;
mod program;
mod rfc;

pub(crate) use program::{index, run};
