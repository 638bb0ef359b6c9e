//! `muster access`: what an account's people may do and see.

use super::file::{self, Read};
use super::{Answer, Failure};
use crate::wire::Opened;
use clap::Subcommand;
use muster_app::access::{ApplyAccess, ApplyError};
use muster_store::Acting;
use serde_json::{Value, json};

/// What to do with access.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant agree with an access file, as config/access.example.toml is one; applied twice
    /// it changes nothing
    Apply(file::Apply),
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    let Command::Apply(flags) = command;
    flags
        .run(opened, async |read| apply(opened, read).await)
        .await
}

async fn apply(opened: &Opened, read: Read) -> Result<(Value, String), ApplyError> {
    let work = ApplyAccess {
        account: read.account,
        text: read.text,
        dry_run: read.dry_run,
    };
    let applied = work.run(&opened.ctx, &Acting::command_line()).await?;
    let (rows, people) = (applied.changed, applied.people.len());
    let told = format!("{rows} rows of the policy and the access of {people} people");
    Ok((json!(applied), told))
}
