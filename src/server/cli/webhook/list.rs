//! `muster webhook list`: is my endpoint alive?

use crate::cli::{Answer, Failure, find};
use crate::wire::Opened;
use clap::Args;
use muster_app::webhooks::list_endpoints;
use muster_model::clock::Timestamp;
use muster_model::ids::EndpointId;
use muster_model::webhook::{Endpoint, EndpointState};
use serde_json::{Value, json};

/// The flags of `muster webhook list`; without any it lists all.
#[derive(Debug, Args)]
pub struct List {
    /// Only those of this account, by slug
    #[arg(long)]
    account: Option<String>,
    /// Only this one, by id
    #[arg(long, value_name = "ID")]
    endpoint: Option<EndpointId>,
}

pub(super) async fn run(opened: &Opened, list: List) -> Result<Answer, Failure> {
    let accounts = match &list.account {
        Some(slug) => vec![find::account(opened, slug).await?],
        None => opened.ctx.store.read().accounts().all().await?,
    };
    let mut endpoints = Vec::new();
    for account in accounts {
        endpoints.extend(list_endpoints(&opened.ctx, account.id).await?);
    }
    if let Some(id) = list.endpoint {
        endpoints.retain(|endpoint| endpoint.id == id);
        if endpoints.is_empty() {
            return Err(Failure::failed(format!("there is no endpoint {id}")));
        }
    }
    let text: Vec<String> = endpoints.iter().map(line).collect();
    let items: Vec<Value> = endpoints.iter().map(shown).collect();
    Ok(Answer::new(json!({"items": items}), text.join("\n")))
}

pub(super) fn shown(endpoint: &Endpoint) -> Value {
    json!({
        "endpoint_id": endpoint.id,
        "account_id": endpoint.account,
        "url": endpoint.url,
        "format": endpoint.format.as_str(),
        "events": endpoint.events.text(),
        "state": endpoint.state.as_str(),
        "failing_since": endpoint.failing_since.map(Timestamp::rfc3339),
        "paused_until": endpoint.paused_until.map(Timestamp::rfc3339),
        "created_at": endpoint.created_at.rfc3339(),
    })
}

pub(super) fn line(endpoint: &Endpoint) -> String {
    let state = match endpoint.failing_since {
        Some(since) if endpoint.state == EndpointState::Enabled => format!("failing since {since}"),
        _ => endpoint.state.as_str().to_owned(),
    };
    let (id, format) = (endpoint.id, endpoint.format.as_str());
    format!("{id}  {state}  {format}  {}", endpoint.url)
}
