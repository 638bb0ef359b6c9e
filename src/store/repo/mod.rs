//! The repositories: one folder or file for each aggregate.
//!
//! Finders take the account, so that a foreign id finds nothing. In a transaction a finder of one
//! thing locks its row; outside of one it only reads. What is saved is a `Change`.

pub(crate) mod access;
pub(crate) mod accounts;
pub(crate) mod assignments;
pub(crate) mod case_groups;
pub(crate) mod connections;
pub(crate) mod deliveries;
pub(crate) mod endpoints;
pub(crate) mod events;
pub(crate) mod feed;
pub(crate) mod groups;
pub(crate) mod identities;
pub(crate) mod index;
pub(crate) mod jobs;
pub(crate) mod kept_answers;
pub(crate) mod leases;
pub(crate) mod list;
pub(crate) mod mails;
pub(crate) mod newest;
pub(crate) mod oauth_clients;
pub(crate) mod people;
pub(crate) mod projecting;
pub(crate) mod request_log;
pub(crate) mod schemas;
pub(crate) mod settings;
pub(crate) mod signing_keys;
pub(crate) mod tokens;
