//! Access: what a person may do and see, and because of what.
//!
//! Grants and matched rules go in, [`Access`] comes out; every value of it names its sources.

mod effective;
mod grant;

pub use effective::{Access, Because, Named, Scope};
pub use grant::{Dimension, Grant, Source};
