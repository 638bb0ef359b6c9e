//! `muster webhook set`: another address, other events, off and on.

use super::list::{line, shown};
use crate::cli::connection::Switch;
use crate::cli::{Answer, Failure};
use crate::wire::Opened;
use clap::{ArgGroup, Args};
use muster_app::webhooks::{EndpointChanges, set_endpoint};
use muster_model::ids::EndpointId;
use muster_model::webhook::EventFilter;
use muster_store::Acting;

/// The flags of `muster webhook set`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("changes").required(true).multiple(true)
    .args(["url", "events", "enabled"])))]
pub struct Set {
    /// The id of the endpoint
    #[arg(long, value_name = "ID")]
    endpoint: EndpointId,
    /// Where messages are posted
    #[arg(long)]
    url: Option<String>,
    /// Which events, with commas between; or *
    #[arg(long, value_parser = super::create::events)]
    events: Option<EventFilter>,
    /// Whether it gets anything: what waits for it is kept while it is off
    #[arg(long, value_enum)]
    enabled: Option<Switch>,
}

pub(super) async fn run(opened: &Opened, set: Set) -> Result<Answer, Failure> {
    if let Some(url) = &set.url {
        super::create::reachable(opened, url)?;
    }
    let changes = EndpointChanges {
        url: set.url,
        events: set.events,
        enabled: set.enabled.map(Switch::is_on),
        ..EndpointChanges::default()
    };
    let which = (None, set.endpoint);
    let updated = set_endpoint(&opened.ctx, Acting::command_line(), which, changes).await?;
    let (mut json, mut text) = (shown(&updated.endpoint), line(&updated.endpoint));
    if let (Some(secret), Some(json)) = (updated.secret, json.as_object_mut()) {
        text = format!("{text}\nsecret of the new place (shown this once): {secret}");
        json.insert("secret".to_owned(), secret.into());
    }
    Ok(Answer::new(json, text))
}
