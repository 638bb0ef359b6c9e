//! Filters (RFC 7644 3.4.2.2): text, tree, check and evaluation.
//!
//! The caps hold while the text is read, so no tree is ever deeper than [`MAX_DEPTH`]: nothing
//! that walks or drops a filter can run out of stack.

mod ast;
mod check;
mod compare;
mod cursor;
mod folded;
mod key;
mod matches;
mod narrow;
mod parse;
mod print;

pub use ast::{Filter, Form, Literal, Op};
pub use compare::holds;
pub use key::{counts_case, key, literal_key, rank};
pub use narrow::{Narrowed, check_any};
pub(crate) use parse::patch_path;
pub use parse::{MAX_DEPTH, MAX_LENGTH, MAX_TERMS};
