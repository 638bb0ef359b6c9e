//! The access file: what can be given in an account, and the rules that give it, in TOML.
//!
//! `config/access.example.toml` explains every key. Here the file is only read; what it means for
//! an account that has things already is the [`plan`](super::plan)'s matter.

mod entries;
mod read;

pub use entries::{
    AccessFile, At, DecisionsEntry, EntityEntry, FleetGroupEntry, ModuleEntry, RecordSetEntry,
    RoleEntry, RuleEntry,
};
pub use read::FileError;
