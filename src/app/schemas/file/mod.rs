//! The schema file: TOML, read with the line and column of everything that can be wrong.

mod attribute;
mod place;
mod raw;
mod read;
#[cfg(test)]
mod tests;
mod urn;

pub use place::{Place, SchemaFileError};
pub(super) use read::{Definition, SchemaFile};
