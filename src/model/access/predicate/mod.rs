//! Predicates: which records a record set lets somebody see or change.
//!
//! A predicate asks what a record says of itself, and who asks. It is evaluated in three values
//! (Kleene): an attribute that nobody told is unknown, and what hangs on it is never a yes.

mod compare;
mod evaluate;
mod me;
mod print;
mod record;
mod tree;
mod truth;

pub use me::Me;
pub use record::Record;
pub use tree::{Comparison, Operand, Predicate};
pub use truth::Truth;

#[cfg(test)]
mod tests;
