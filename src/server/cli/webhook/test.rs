//! `muster webhook test`: a signed test event through the same client and guard.

use crate::cli::{Answer, Failure};
use crate::wire::Opened;
use muster_app::webhooks::test_endpoint;
use muster_model::ids::EndpointId;
use muster_model::webhook::Outcome;
use serde_json::json;

pub(super) async fn run(opened: &Opened, endpoint: EndpointId) -> Result<Answer, Failure> {
    let attempted = test_endpoint(&opened.ctx, None, endpoint).await?;
    let (status, error) = match attempted.outcome {
        Outcome::Answered { status, .. } => (Some(status), None),
        Outcome::Failed(why) => (None, Some(why)),
    };
    let delivered = status.is_some_and(|status| (200..300).contains(&status));
    let took = attempted.took.as_millis();
    let json = json!({
        "endpoint_id": endpoint,
        "delivered": delivered,
        "status": status,
        "error": error,
        "duration_ms": u64::try_from(took)?,
        "response": attempted.response,
    });
    let said = match (status, error) {
        (Some(status), _) if delivered => format!("it answered {status}"),
        (Some(status), _) => {
            let reason = attempted.response.trim();
            format!("it answered {status} {reason}")
                .trim_end()
                .to_owned()
        }
        (None, why) => format!("no answer: {}", why.unwrap_or_default()),
    };
    Ok(Answer {
        amiss: !delivered,
        ..Answer::new(json, format!("{said} after {took} ms"))
    })
}
