//! The commands and their flags, as docs and scripts know them.

use super::{access, account, connection, log, person, schema, serve, token, webhook};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// A SCIM 2.0 provisioning server with signed webhook fan-out, in one binary.
#[derive(Debug, Parser)]
#[command(name = "muster", version, propagate_version = true)]
pub struct Cli {
    /// A TOML file with settings; config/default.toml lists all of them
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print exactly one JSON object on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do; nothing is `serve`
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve, and work the queues
    Serve(serve::Args),
    /// Apply migrations and exit
    Migrate,
    /// Tenants
    #[command(subcommand)]
    Account(account::Command),
    /// Identity providers and HR feeds
    #[command(subcommand)]
    Connection(connection::Command),
    /// Workspaces, fleet groups, roles, rules, verified domains
    #[command(subcommand)]
    Access(access::Command),
    /// Attributes that a tenant adds to User and Group
    #[command(subcommand)]
    Schema(schema::Command),
    /// Every SCIM request, refused ones too
    Log(log::Args),
    /// Tokens of the admin API
    #[command(subcommand)]
    Token(token::Command),
    /// Subscribers
    #[command(subcommand)]
    Webhook(webhook::Command),
    /// People
    #[command(subcommand)]
    Person(person::Command),
    /// Check configuration, database, mail, clock and files
    Doctor,
}
