//! The commands of the binary, run as a person with a shell runs them.

mod connection_revoke;
mod connection_set;
mod empty_folder;
mod files;
mod oauth_clients;
mod person_invite;
mod webhooks;
