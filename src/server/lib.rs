//! The server around the floors: configuration, commands, wiring.

pub mod accept;
pub mod cli;
pub mod clock;
pub mod config;
pub mod doctor;
mod first_run;
pub mod ids;
pub mod random;
pub mod serve;
pub mod shutdown;
pub mod telemetry;
pub mod wire;
pub mod workers;
