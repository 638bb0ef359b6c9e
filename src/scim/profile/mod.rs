//! How a connection's client is met: a name for the client, and one table of switches.

mod client;
mod switches;
#[cfg(test)]
mod tests;

pub use client::{Profile, UnknownProfile};
pub use switches::{Row, Switches, TABLE};
