//! The configuration: one file of defaults, then a file, the environment and flags on top of it.
//!
//! `config/default.toml` lists every key; what is not there is refused with the place where it
//! stands. Secrets are of a type that does not print.

mod database;
mod error;
mod limits;
mod load;
mod log;
mod mail;
mod misspelt;
mod outbound;
mod public_url;
mod retention;
mod secret;
mod secret_key;
mod server;
mod settings;
mod source;
mod tls;
mod tokens;

pub use database::Database;
pub use error::ConfigError;
pub use limits::Limits;
pub use load::{Config, load};
pub use log::{Format, Log};
pub use mail::Mail;
pub use misspelt::misspelt;
pub use outbound::Outbound;
pub use public_url::is_loopback;
pub use retention::Retention;
pub use secret::Secret;
pub use secret_key::{KeyFile, read_or_make, read_secret_key};
pub use server::Server;
pub use settings::{Origin, Setting, Settings};
pub use source::{Source, environment};
pub use tls::Tls;
pub use tokens::Tokens;

#[cfg(test)]
mod tests;
