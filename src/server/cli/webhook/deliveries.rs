//! `muster webhook deliveries`: the newest attempts at an endpoint.

use crate::cli::{Answer, Failure};
use crate::wire::Opened;
use clap::Args;
use muster_app::webhooks::{AttemptRow, list_deliveries};
use muster_model::ids::EndpointId;
use serde_json::{Value, json};

/// The flags of `muster webhook deliveries`.
#[derive(Debug, Args)]
pub struct Of {
    /// The id of the endpoint
    #[arg(long, value_name = "ID")]
    endpoint: EndpointId,
    /// The newest so many
    #[arg(long, default_value_t = 100)]
    limit: u64,
}

pub(super) async fn run(opened: &Opened, of: Of) -> Result<Answer, Failure> {
    let attempts = list_deliveries(&opened.ctx, None, of.endpoint, of.limit).await?;
    let text: Vec<String> = attempts.iter().map(line).collect();
    let items: Vec<Value> = attempts.iter().map(shown).collect();
    Ok(Answer::new(json!({"items": items}), text.join("\n")))
}

fn shown(attempt: &AttemptRow) -> Value {
    json!({
        "attempt_id": attempt.id,
        "event_id": attempt.event,
        "type": attempt.kind,
        "number": attempt.number,
        "at": attempt.at.rfc3339(),
        "status": attempt.status,
        "duration_ms": attempt.duration_ms,
        "error": attempt.error,
        "response": attempt.response,
        "state": attempt.state,
    })
}

fn line(attempt: &AttemptRow) -> String {
    let came = match (attempt.status, &attempt.error) {
        (Some(status), Some(why)) => format!("{status} {why}"),
        (Some(status), None) => status.to_string(),
        (None, why) => why.clone().unwrap_or_default(),
    };
    format!(
        "{}  {}  {}  attempt {}  {came}  {}",
        attempt.at, attempt.event, attempt.kind, attempt.number, attempt.state
    )
}
