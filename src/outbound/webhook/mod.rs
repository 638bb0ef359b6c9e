//! Webhooks out: one guarded client that posts signed messages.
//!
//! Tenants choose the addresses, so every connection passes the [`Egress`] guard: what is checked
//! is the address that is dialled, at every dial, for deliveries and for test events alike.

mod answer;
mod egress;
mod lookup;
mod public;
mod resolver;
mod retry_after;
mod sender;

pub use egress::{Egress, Refused};
pub use lookup::{Lookup, SystemLookup};
pub use sender::{HttpSender, NoClient};

#[cfg(test)]
mod tests;
