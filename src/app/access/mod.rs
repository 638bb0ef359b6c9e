//! Access: what a person may do and see, compiled from grants and rules.
//!
//! The policy of an account starts with the [`built_in_roles`] and grows by access files. The
//! conditions of its rules are read once, as a [`Rulebook`]; [`matches()`] says which of them are
//! true of a person, and `model` compiles what follows.

pub mod attributes;
mod condition;
pub mod file;
mod matches;
pub mod names;
pub mod plan;
mod preset;
mod rulebook;

pub use matches::matches;
pub use preset::{BrokenPreset, Preset, built_in_roles};
pub use rulebook::Rulebook;

#[cfg(test)]
mod tests;
