//! `muster account`: tenants.

use super::{Answer, Failure};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::admin::CreateAccount;
use muster_store::Acting;
use serde_json::json;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant
    Create(Create),
}

/// The flags of `muster account create`.
#[derive(Debug, Args)]
pub struct Create {
    /// Its short name in commands and links
    #[arg(long)]
    slug: String,
    /// Its name as people read it
    #[arg(long)]
    name: String,
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    let Command::Create(create) = command;
    let work = CreateAccount {
        slug: create.slug,
        name: create.name,
        preset: None,
    };
    let account = opened
        .ctx
        .store
        .perform(Acting::command_line(), work)
        .await?;
    let json = json!({"account_id": account.id, "slug": account.slug});
    let text = format!("account {} ({})", account.slug, account.id);
    Ok(Answer::new(json, text))
}
