//! `muster webhook create`: subscribes an address to a tenant's events.

use crate::cli::{Answer, Failure, find};
use crate::wire::{Opened, egress};
use clap::{Args, ValueEnum};
use muster_app::webhooks::{Created, NewEndpoint, audience, create_endpoint};
use muster_model::event::EventKind;
use muster_model::webhook::{EventFilter, MessageFormat};
use muster_outbound::webhook::Refused;
use muster_store::Acting;
use serde_json::json;

/// The flags of `muster webhook create`.
#[derive(Debug, Args)]
pub struct Create {
    /// The slug of the account
    #[arg(long)]
    account: String,
    /// Where messages are posted
    #[arg(long)]
    url: String,
    /// How messages are wrapped
    #[arg(long, value_enum, default_value_t = Format::Standard)]
    format: Format,
    /// Which events, with commas between; or *
    #[arg(long, default_value = "*", value_parser = events)]
    events: EventFilter,
}

/// How messages are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Standard Webhooks: JSON with `webhook-*` headers.
    Standard,
    /// RFC 9967: a signed security event token for each change, pushed as RFC 8935 says.
    ScimSet,
}

impl From<Format> for MessageFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Standard => Self::Standard,
            Format::ScimSet => Self::ScimSet,
        }
    }
}

pub(super) fn events(text: &str) -> Result<EventFilter, String> {
    EventFilter::parse(text).map_err(|unknown| {
        let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!(
            "there is no event {unknown:?}; there are {}",
            known.join(", ")
        )
    })
}

pub(super) async fn run(opened: &Opened, create: Create) -> Result<Answer, Failure> {
    let account = find::account(opened, &create.account).await?;
    reachable(opened, &create.url)?;
    let new = NewEndpoint {
        account: account.id,
        url: create.url,
        format: create.format.into(),
        events: create.events,
    };
    let made = create_endpoint(&opened.ctx, Acting::command_line(), new).await?;
    Ok(answer(opened, &made))
}

/// What could never be posted to is said now, not by the first delivery.
pub(super) fn reachable(opened: &Opened, url: &str) -> Result<(), Failure> {
    match egress(&opened.config).target(url) {
        Err(refused @ Refused::NotPublic) => Err(Failure::failed(refused.to_string())),
        _ => Ok(()),
    }
}

/// What the subscriber must know; of SETs also what to check them against.
fn answer(opened: &Opened, made: &Created) -> Answer {
    let (id, secret) = (made.endpoint.id, &made.secret);
    let text = format!("endpoint {id}\nsecret (shown this once): {secret}");
    match made.endpoint.format {
        MessageFormat::Standard => Answer::new(json!({"endpoint_id": id, "secret": secret}), text),
        MessageFormat::ScimSet => {
            let (issuer, audience) = (opened.ctx.issuer(), audience(&opened.ctx, id));
            let jwks = opened.ctx.jwks_url();
            let json = json!({
                "endpoint_id": id,
                "secret": secret,
                "issuer": issuer,
                "audience": audience,
                "jwks_uri": jwks,
            });
            let text = format!("{text}\nissuer {issuer}\naudience {audience}\nkeys {jwks}");
            Answer::new(json, text)
        }
    }
}
