//! What an account adds to User and Group itself: flat extension schemas (RFC 7643 3.3 and 6).
//!
//! They come from a file that `config/schema.example.toml` explains, and every running server goes
//! by them within a second: a caller brings the resource types of its account along.

mod apply;
mod error;
mod file;
mod held;
mod kinds;
mod show;

pub use apply::{AppliedSchemas, ApplySchemas};
pub use error::SchemaError;
pub use file::{Place, SchemaFileError};
pub use kinds::kinds_of;
pub(crate) use kinds::{kinds, kinds_in, kinds_to_write};
pub use show::{ShownSchemas, show_schemas};
