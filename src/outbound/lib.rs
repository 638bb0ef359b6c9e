//! The world outside: mail and webhooks.
//!
//! What `muster_app::ports` asks for is implemented here, and nowhere else is a socket opened
//! towards anybody.

pub mod mail;
pub mod webhook;
