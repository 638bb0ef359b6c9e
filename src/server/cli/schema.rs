//! `muster schema`: what an account adds to User and Group itself.

use super::{Answer, Failure, find};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::schemas::{ApplySchemas, show_schemas};
use muster_store::Acting;
use serde_json::json;
use std::path::PathBuf;

/// What to do with schemas.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant agree with a schema file; applied twice it changes nothing
    Apply(Apply),
    /// Show the schemas of a tenant, as a file that can be applied again
    Show(Show),
}

/// The flags of `muster schema apply`.
#[derive(Debug, Args)]
pub struct Apply {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// The file; config/schema.example.toml shows what it may hold
    #[arg(long)]
    file: PathBuf,
    /// Tell what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The flags of `muster schema show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The slug of the account
    #[arg(long)]
    account: String,
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Apply(flags) => apply(opened, flags).await,
        Command::Show(flags) => {
            let account = find::account(opened, &flags.account).await?;
            let shown = show_schemas(&opened.ctx, account.id).await?;
            Ok(Answer::new(shown.json, shown.file))
        }
    }
}

async fn apply(opened: &Opened, flags: Apply) -> Result<Answer, Failure> {
    let account = find::account(opened, &flags.account).await?;
    let file = flags.file.display();
    let text = std::fs::read_to_string(&flags.file)
        .map_err(|why| Failure::failed(format!("{file}: cannot be read: {why}")))?;
    let work = ApplySchemas {
        account: account.id,
        text,
        dry_run: flags.dry_run,
    };
    let applied = work
        .run(&opened.ctx, &Acting::command_line())
        .await
        .map_err(|why| Failure::failed(format!("{file}: {why}")))?;
    let verb = if flags.dry_run {
        "would change"
    } else {
        "changed"
    };
    let text = format!("{verb} {} schemas of the account", applied.changed);
    Ok(Answer::new(json!(applied), text))
}
