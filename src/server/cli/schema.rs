//! `muster schema`: what an account adds to User and Group itself.

use super::file::{self, Read};
use super::{Answer, Failure, answer::counted, find};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::schemas::{ApplySchemas, SchemaError, show_schemas};
use muster_store::Acting;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What to do with schemas.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant agree with a schema file, as config/schema.example.toml is one; applied twice
    /// it changes nothing
    Apply(file::Apply),
    /// Show the schemas of a tenant, as a file that can be applied again
    Show(Show),
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
        Command::Apply(flags) => {
            flags
                .run(opened, async |read| apply(opened, read).await)
                .await
        }
        Command::Show(flags) => {
            let account = find::account(opened, &flags.account).await?;
            let shown = show_schemas(&opened.ctx, account.id).await?;
            Ok(Answer::new(shown.json, shown.file))
        }
    }
}

async fn apply(opened: &Opened, read: Read) -> Result<(Value, String), SchemaError> {
    let work = ApplySchemas {
        account: read.account,
        text: read.text,
        dry_run: read.dry_run,
    };
    let applied = work.run(&opened.ctx, &Acting::command_line()).await?;
    let mut told = counted(applied.changed, "schema", "schemas") + " of the account";
    for urn in &applied.schemas {
        let _ = write!(told, "\n  has {urn}");
    }
    for urn in &applied.hidden {
        let _ = write!(told, "\n  hides {urn}, and keeps its values");
    }
    Ok((json!(applied), told))
}
