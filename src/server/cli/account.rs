//! `muster account`: tenants.

use super::{Answer, Failure};
use crate::wire::Opened;
use clap::{Args, Subcommand};
use muster_app::access::Preset;
use muster_app::admin::{CreateAccount, create_account};
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::{Value, json};

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a tenant
    Create(Create),
    /// All tenants
    List,
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
    /// The bundled access file that it starts from: fleetio, casefleet, expiration, trackunit
    #[arg(long, value_parser = preset)]
    preset: Option<Preset>,
    /// Who is invited as its owner
    #[arg(long, value_name = "EMAIL", value_parser = super::find::address)]
    owner: Option<Address>,
}

fn preset(text: &str) -> Result<Preset, String> {
    Preset::parse(text).ok_or_else(|| "use fleetio, casefleet, expiration or trackunit".to_owned())
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Create(create) => made(opened, create).await,
        Command::List => list(opened).await,
    }
}

async fn list(opened: &Opened) -> Result<Answer, Failure> {
    let accounts = opened.ctx.store.read().accounts().all().await?;
    let shown = accounts.iter().map(|one| {
        json!({"account_id": one.id, "slug": one.slug, "name": one.name, "preset": one.preset})
    });
    let shown: Vec<Value> = shown.collect();
    let lines = accounts
        .iter()
        .map(|one| format!("{}  {}  ({})", one.slug, one.name, one.id));
    let lines: Vec<String> = lines.collect();
    Ok(Answer::new(json!({"accounts": shown}), lines.join("\n")))
}

async fn made(opened: &Opened, create: Create) -> Result<Answer, Failure> {
    let work = CreateAccount {
        slug: create.slug,
        name: create.name,
        preset: create.preset,
        owner: create.owner,
    };
    let created = create_account(&opened.ctx, Acting::command_line(), work).await?;
    let account = created.account;
    let mut json = json!({"account_id": account.id, "slug": account.slug});
    let mut text = format!("account {} ({})", account.slug, account.id);
    if let (Some(link), Some(json)) = (created.activation_url, json.as_object_mut()) {
        text = format!("{text}\nits owner was mailed this link: {link}");
        json.insert("activation_url".to_owned(), link.into());
    }
    Ok(Answer::new(json, text))
}
