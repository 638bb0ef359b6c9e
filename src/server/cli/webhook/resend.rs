//! `muster webhook resend`: what a subscriber lost is sent once more.

use crate::cli::{Answer, Failure, answer::counted};
use crate::wire::Opened;
use clap::{ArgGroup, Args};
use muster_app::webhooks::{Resend, resend_failed};
use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, EventId};
use muster_store::Acting;
use serde_json::json;

/// The flags of `muster webhook resend`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["event", "failed_since"])))]
pub struct Again {
    /// The id of the endpoint
    #[arg(long, value_name = "ID")]
    endpoint: EndpointId,
    /// One event, by its webhook-id
    #[arg(long, value_name = "ID")]
    event: Option<EventId>,
    /// All that was given up since then, such as 2026-06-01T08:00:00Z
    #[arg(long, value_name = "TIME")]
    failed_since: Option<Timestamp>,
}

pub(super) async fn run(opened: &Opened, again: Again) -> Result<Answer, Failure> {
    let (ctx, acting) = (&opened.ctx, Acting::command_line());
    let sent = match (again.event, again.failed_since) {
        (Some(event), _) => {
            let work = Resend {
                account: None,
                endpoint: again.endpoint,
                event,
            };
            ctx.store.perform(acting, work).await?;
            1
        }
        (None, since) => {
            let which = (None, again.endpoint);
            resend_failed(ctx, &acting, which, since.unwrap_or(Timestamp(0))).await?
        }
    };
    let json = json!({"endpoint_id": again.endpoint, "due": sent});
    let events = counted(usize::try_from(sent)?, "event", "events");
    Ok(Answer::new(json, format!("{events} will be sent again")))
}
