//! `muster access`: what an account's people may do and see.

use super::{Answer, Failure, find};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::access::ApplyAccess;
use muster_store::Acting;
use serde_json::json;
use std::path::PathBuf;

/// What to do with access.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant agree with an access file; applied twice it changes nothing
    Apply(Apply),
}

/// The flags of `muster access apply`.
#[derive(Debug, Args)]
pub struct Apply {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// The file; config/access.example.toml shows what it may hold
    #[arg(long)]
    file: PathBuf,
    /// Tell what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    let Command::Apply(apply) = command;
    let account = find::account(opened, &apply.account).await?;
    let file = apply.file.display();
    let text = std::fs::read_to_string(&apply.file)
        .map_err(|why| Failure::failed(format!("{file}: cannot be read: {why}")))?;
    let work = ApplyAccess {
        account: account.id,
        text,
        dry_run: apply.dry_run,
    };
    let applied = work
        .run(&opened.ctx, &Acting::command_line())
        .await
        .map_err(|why| Failure::failed(format!("{file}: {why}")))?;
    let verb = if apply.dry_run {
        "would change"
    } else {
        "changed"
    };
    let text = format!(
        "{verb} {} rows of the policy and the access of {} people",
        applied.changed,
        applied.people.len()
    );
    Ok(Answer::new(json!(applied), text))
}
