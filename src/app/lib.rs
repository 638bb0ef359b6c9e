//! What a user can ask for: one use case a file.

pub mod ctx;
pub mod error;
pub mod ports;
pub mod vault;
