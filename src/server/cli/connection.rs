//! `muster connection`: identity providers and HR feeds.

use super::{Answer, Failure, find, oauth};
use crate::wire::Opened;
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use muster_app::admin::{
    ConnectionShown, CreateConnection, OlderCredentials, RevokeConnection, RotateConnection,
    SetConnection, list_connections,
};
use muster_model::access::{Keeper, Part};
use muster_model::connection::Connection;
use muster_model::ids::{ConnectionId, TokenId};
use muster_scim::profile::Profile;
use muster_store::Acting;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What to do with connections.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Connect an identity provider or HR feed to a tenant
    Create(Create),
    /// List the connections of a tenant, without secrets
    List(List),
    /// Give a connection a second live token; the first ends after the overlap
    Rotate(Rotate),
    /// Take the tokens of a connection back at once, and its OAuth clients
    Revoke(Revoke),
    /// Set the switches that only a person may set
    Set(Set),
    /// Make a client that trades its id and secret for access tokens of a connection
    OauthClient(oauth::Make),
    /// List the OAuth clients of a connection, without secrets
    OauthClients(oauth::List),
    /// Take an OAuth client back, with its access tokens
    OauthRevoke(oauth::Revoke),
}

/// The flags of `muster connection create`.
#[derive(Debug, Args)]
pub struct Create {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// What people call the connection
    #[arg(long)]
    name: String,
    /// How its client speaks: lenient, rfc, okta, entra, onelogin, jumpcloud, ping, hr
    #[arg(long, default_value_t = Profile::Lenient)]
    profile: Profile,
}

/// The flags of `muster connection list`.
#[derive(Debug, Args)]
pub struct List {
    /// The slug of the account
    #[arg(long)]
    account: String,
}

/// The flags of `muster connection rotate`.
#[derive(Debug, Args)]
pub struct Rotate {
    /// The id of the connection
    #[arg(long, value_name = "ID")]
    connection: ConnectionId,
}

/// The flags of `muster connection revoke`.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The id of the connection
    #[arg(long, value_name = "ID")]
    connection: ConnectionId,
    /// Only this token, whose id `muster connection list` shows
    #[arg(long, value_name = "ID")]
    token: Option<TokenId>,
}

/// The flags of `muster connection set`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("switches").required(true).multiple(true)
    .args(["profile", "adopt", "privileged", "enable_disabled", "projection", "entitlements", "owns"])))]
pub struct Set {
    /// The id of the connection
    #[arg(long, value_name = "ID")]
    connection: ConnectionId,
    /// How its client speaks
    #[arg(long)]
    profile: Option<Profile>,
    /// Whether it may take over existing people of verified domains
    #[arg(long, value_enum)]
    adopt: Option<Switch>,
    /// Whether it may give roles with account permissions
    #[arg(long, value_enum)]
    privileged: Option<Switch>,
    /// Whether its `active: true` enables whom a person disabled; `over_humans` of the admin API
    #[arg(long, value_enum, alias = "over-humans")]
    enable_disabled: Option<Switch>,
    /// Who keeps a part of its people: profile, status, role, scope or options = directory, console
    /// or both; may be given several times
    #[arg(long, value_name = "PART=KEEPER", value_parser = owns)]
    owns: Vec<(Part, Keeper)>,
    /// Whether roles, workspaces and fleet groups are groups that it gives by membership
    #[arg(long, value_enum)]
    projection: Option<Switch>,
    /// Whether it reads roles, workspaces, fleet groups and record sets as resources, and
    /// `entitlements` give them
    #[arg(long, value_enum)]
    entitlements: Option<Switch>,
}

/// Reads `role=directory`.
fn owns(text: &str) -> Result<(Part, Keeper), String> {
    let read = || {
        let (part, keeper) = text.split_once('=')?;
        Some((Part::parse(part.trim())?, Keeper::parse(keeper.trim())?))
    };
    read().ok_or_else(|| {
        let (parts, keepers) = (Part::ALL.map(Part::as_str), Keeper::ALL.map(Keeper::as_str));
        format!(
            "write PART=KEEPER: one of {} = one of {}",
            parts.join(", "),
            keepers.join(", ")
        )
    })
}

/// A switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    /// It may.
    On,
    /// It may not.
    Off,
}

impl Switch {
    pub(super) fn is_on(self) -> bool {
        self == Self::On
    }
}

pub(super) async fn run(opened: &Opened, command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Create(create) => make(opened, create).await,
        Command::List(which) => list(opened, which).await,
        Command::Rotate(which) => rotate(opened, which).await,
        Command::Revoke(which) => revoke(opened, which).await,
        Command::Set(switches) => set(opened, switches).await,
        Command::OauthClient(new) => oauth::make(opened, new).await,
        Command::OauthClients(which) => oauth::list(opened, which).await,
        Command::OauthRevoke(which) => oauth::revoke(opened, which).await,
    }
}

async fn make(opened: &Opened, create: Create) -> Result<Answer, Failure> {
    let ctx = &opened.ctx;
    let account = find::account(opened, &create.account).await?;
    let lifetime = opened.config.tokens.connection_lifetime;
    let work = CreateConnection::new(ctx, account.id, create.name, create.profile, lifetime);
    let made = ctx.store.perform(Acting::command_line(), work).await?;
    let (base, token) = (ctx.scim_base_url(), made.bearer.reveal());
    let until = made.expires_at.rfc3339();
    let json = json!({
        "connection_id": made.connection.id,
        "scim_base_url": base,
        "token": token,
        "token_expires_at": until,
    });
    let text = format!(
        "connection {}\nSCIM base URL: {base}\ntoken (shown this once): {token}\nworks until {until}",
        made.connection.id
    );
    Ok(Answer::new(json, text))
}

async fn list(opened: &Opened, which: List) -> Result<Answer, Failure> {
    let account = find::account(opened, &which.account).await?;
    let shown = list_connections(&opened.ctx, account.id).await?;
    let text: Vec<String> = shown.iter().map(line).collect();
    let items: Vec<Value> = shown.iter().map(listed).collect();
    Ok(Answer::new(json!({"items": items}), text.join("\n")))
}

/// A connection for people, and its tokens below it.
fn line(one: &ConnectionShown) -> String {
    let connection = &one.connection;
    let mut line = format!(
        "{}  {}  {}",
        connection.id, connection.profile, connection.name
    );
    for token in &one.tokens {
        let until = token
            .expires_at
            .map_or_else(|| "for ever".to_owned(), |end| format!("until {end}"));
        let _ = write!(line, "\n  token {} works {until}", token.id);
    }
    line
}

fn listed(one: &ConnectionShown) -> Value {
    let tokens: Vec<Value> = one
        .tokens
        .iter()
        .map(|token| {
            json!({
                "token_id": token.id,
                "created_at": token.created_at.rfc3339(),
                "expires_at": token.expires_at.map(muster_model::clock::Timestamp::rfc3339),
            })
        })
        .collect();
    let mut shown = switches(&one.connection);
    if let Some(shown) = shown.as_object_mut() {
        shown.insert("tokens".to_owned(), tokens.into());
    }
    shown
}

fn switches(connection: &Connection) -> Value {
    json!({
        "connection_id": connection.id,
        "name": connection.name,
        "profile": connection.profile,
        "adopt": connection.adopt,
        "privileged": connection.privileged,
        "enable_disabled": connection.over_humans,
        "over_humans": connection.over_humans,
        "owns": connection.ownership,
        "projection": connection.projection,
        "entitlements": connection.entitlements,
        "created_at": connection.created_at.rfc3339(),
    })
}

async fn rotate(opened: &Opened, which: Rotate) -> Result<Answer, Failure> {
    let tokens = &opened.config.tokens;
    let work = RotateConnection::new(
        &opened.ctx,
        which.connection,
        tokens.connection_lifetime,
        tokens.rotation_overlap,
    );
    let rotated = opened
        .ctx
        .store
        .perform(Acting::command_line(), work)
        .await?;
    let token = rotated.bearer.reveal();
    let (until, before) = (
        rotated.expires_at.rfc3339(),
        rotated.previous_expires_at.rfc3339(),
    );
    let json = json!({
        "token": token,
        "token_expires_at": until,
        "previous_expires_at": before,
    });
    let text = format!(
        "token (shown this once): {token}\nworks until {until}\nolder tokens work until {before}"
    );
    Ok(Answer::new(json, text))
}

async fn revoke(opened: &Opened, which: Revoke) -> Result<Answer, Failure> {
    let id = which.connection;
    let work = RevokeConnection {
        connection: id,
        token: which.token,
    };
    let acting = Acting::command_line();
    let revoked = opened.ctx.store.perform(acting, work).await?;
    let json = json!({
        "connection_id": id,
        "tokens": revoked.tokens,
        "oauth_clients": revoked.clients,
    });
    let (tokens, clients) = (revoked.tokens.len(), revoked.clients.len());
    let mut text = format!("tokens taken back: {tokens}\nOAuth clients taken back: {clients}");
    if which.token.is_none() {
        let _ = write!(
            text,
            "\nthe connection is closed; `muster connection rotate --connection {id}` opens it again"
        );
    }
    Ok(Answer::new(json, text))
}

async fn set(opened: &Opened, set: Set) -> Result<Answer, Failure> {
    let work = SetConnection {
        connection: set.connection,
        profile: set.profile,
        adopt: set.adopt.map(Switch::is_on),
        privileged: set.privileged.map(Switch::is_on),
        over_humans: set.enable_disabled.map(Switch::is_on),
        owns: set.owns,
        projection: set.projection.map(Switch::is_on),
        entitlements: set.entitlements.map(Switch::is_on),
    };
    let switched = opened
        .ctx
        .store
        .perform(Acting::command_line(), work)
        .await?;
    let mut json = switches(&switched.connection);
    let mut text = told(&switched.connection);
    if let Some(warning) = &switched.warning {
        let _ = write!(text, "\nwarning: {warning}");
        if let Some(json) = json.as_object_mut() {
            let warning = json!({"code": OlderCredentials::CODE, "detail": warning.to_string()});
            json.insert("warnings".to_owned(), json!([warning]));
        }
    }
    Ok(Answer::new(json, text))
}

/// The switches for people.
fn told(connection: &Connection) -> String {
    let switch = |on: bool| if on { "on" } else { "off" };
    let owns: Vec<String> = connection
        .ownership
        .iter()
        .map(|(part, keeper)| format!("\nowns {} = {}", part.as_str(), keeper.as_str()))
        .collect();
    let owns = owns.concat();
    format!(
        "connection {} ({})\nprofile: {}\nadopt: {}\nprivileged: {}\nenable-disabled: {}\nprojection: {}\nentitlements: {}{owns}",
        connection.id,
        connection.name,
        connection.profile,
        switch(connection.adopt),
        switch(connection.privileged),
        switch(connection.over_humans),
        switch(connection.projection),
        switch(connection.entitlements),
    )
}
