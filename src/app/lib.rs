//! What a user can ask for: one use case a file.

pub mod access;
pub mod admin;
pub mod assignment;
pub mod auth;
pub mod ctx;
pub mod decide;
pub mod error;
pub mod idempotency;
pub mod log;
pub mod mail;
pub mod oauth;
pub mod people;
pub mod plain;
pub mod ports;
pub mod provision;
mod rehearse;
pub mod schemas;
#[cfg(test)]
mod tests;
pub mod vault;
pub mod webhooks;
