//! `muster token`: tokens of the admin API.

use super::{Answer, Failure, find};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::admin::CreateApiToken;
use muster_model::connection::TokenRole;
use muster_store::Acting;
use serde_json::json;

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a token of the admin API
    Create(Create),
}

/// The flags of `muster token create`.
#[derive(Debug, Args)]
pub struct Create {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// What people call the token
    #[arg(long)]
    name: String,
    /// What it may do: owner, admin, viewer
    #[arg(long, value_parser = role)]
    role: TokenRole,
}

fn role(text: &str) -> Result<TokenRole, String> {
    TokenRole::parse(text).ok_or_else(|| "use owner, admin or viewer".to_owned())
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    let Command::Create(create) = command;
    let account = find::account(opened, &create.account).await?;
    let work = CreateApiToken::new(&opened.ctx, account.id, create.name, create.role);
    let made = opened
        .ctx
        .store
        .perform(Acting::command_line(), work)
        .await?;
    let token = made.bearer.reveal();
    let json = json!({"token_id": made.id, "token": token});
    Ok(Answer::new(
        json,
        format!("token (shown this once): {token}"),
    ))
}
