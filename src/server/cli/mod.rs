//! The commands: one file each, and what they have in common.

mod access;
mod account;
mod answer;
mod args;
mod connection;
mod doctor;
mod failure;
mod file;
mod find;
mod log;
mod migrate;
mod oauth;
mod person;
mod run;
mod schema;
mod serve;
mod token;
mod usage;
mod webhook;

pub use answer::{Answer, print_line};
pub use args::{Cli, Command};
pub use failure::Failure;
pub use run::main;
