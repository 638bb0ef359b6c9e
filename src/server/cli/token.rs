//! `muster token`: tokens of the admin API.

use super::{Answer, Failure, find};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::admin::{CreateApiToken, RevokeApiToken, list_api_tokens};
use muster_model::clock::Timestamp;
use muster_model::connection::TokenRole;
use muster_model::ids::TokenId;
use muster_store::Acting;
use serde_json::json;

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a token of the admin API
    Create(Create),
    /// The tokens of an account that work or ran out, without secrets
    List(List),
    /// Take a token back, at once
    Revoke(Revoke),
}

/// The flags of `muster token list`.
#[derive(Debug, Args)]
pub struct List {
    /// The slug of the account
    #[arg(long)]
    account: String,
}

/// The flags of `muster token revoke`.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// The id of the token, which `muster token list` shows
    #[arg(long, value_name = "ID")]
    token: TokenId,
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
    match command {
        Command::Create(create) => made(opened, create).await,
        Command::List(list) => listed(opened, &list.account).await,
        Command::Revoke(revoke) => revoked(opened, revoke).await,
    }
}

async fn listed(opened: &Opened, slug: &str) -> Result<Answer, Failure> {
    let account = find::account(opened, slug).await?;
    let tokens = list_api_tokens(&opened.ctx, account.id).await?;
    let moment = |at: Option<Timestamp>| at.map(Timestamp::rfc3339);
    let (mut shown, mut lines) = (Vec::new(), Vec::new());
    for token in &tokens {
        let role = token.role.as_str();
        let used = moment(token.last_used_at);
        let told = used.as_deref().unwrap_or("never");
        lines.push(format!(
            "{}  {role}  {}  last used: {told}",
            token.token.id, token.name
        ));
        shown.push(json!({
            "token_id": token.token.id,
            "name": token.name,
            "role": role,
            "created_at": token.token.created_at.rfc3339(),
            "expires_at": moment(token.token.expires_at),
            "last_used_at": used,
        }));
    }
    Ok(Answer::new(json!({"tokens": shown}), lines.join("\n")))
}

async fn revoked(opened: &Opened, revoke: Revoke) -> Result<Answer, Failure> {
    let account = find::account(opened, &revoke.account).await?;
    let work = RevokeApiToken {
        account: account.id,
        token: revoke.token,
    };
    let acting = Acting::command_line();
    opened.ctx.store.perform(acting, work).await?;
    let json = json!({"token_id": revoke.token, "revoked": true});
    Ok(Answer::new(
        json,
        format!("token {} works no more", revoke.token),
    ))
}

async fn made(opened: &Opened, create: Create) -> Result<Answer, Failure> {
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
