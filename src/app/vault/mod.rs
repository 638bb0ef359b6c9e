//! Secrets at rest: what must be read again, and so cannot be a hash, lies sealed in its row.
//!
//! AES-256-GCM under a key of its own, with the id of the row as associated data: a sealed secret
//! that is copied into another row does not open there.

mod seal;

pub use seal::{NotSealed, Vault};
