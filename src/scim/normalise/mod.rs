//! From the body of a POST or PUT to the document that is stored.
//!
//! Names become canonical, read-only attributes go, kinds are checked or mended as the profile
//! says, nothing is stored that means "nothing", and `schemas` follows from the content.

mod incoming;
mod replacement;

pub use incoming::{Incoming, incoming};
pub use replacement::replacement;
