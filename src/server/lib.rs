//! The server around the floors: configuration, commands, wiring.

pub mod clock;
pub mod config;
pub mod ids;
pub mod random;
pub mod telemetry;
