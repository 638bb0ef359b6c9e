//! `POST /Bulk` (RFC 7644 3.7).

use super::answer::{self, Answered};
use super::body::ScimBody;
use super::caller::ScimCaller;
use crate::layers::{LogNotes, OperationNotes};
use crate::state::WebState;
use axum::extract::State;
use axum::http::StatusCode;
use muster_app::provision::{Ran, run_bulk};
use muster_scim::bulk;
use serde_json::Value;

/// `POST /Bulk`: what was tried is answered, and each of it has a row in the provisioning log.
pub(super) async fn run(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimBody(body): ScimBody,
) -> Answered {
    let request = bulk::parse(body, caller.switches())?;
    let ran = run_bulk(&state.ctx, &caller, request).await;
    let (processed, operations): (Vec<_>, Vec<_>) = ran.into_iter().map(noted).unzip();
    let body = bulk::response(&processed, &state.ctx.scim_base_url());
    let mut response = answer::json(StatusCode::OK, &body);
    response.extensions_mut().insert(LogNotes {
        operations,
        ..LogNotes::default()
    });
    Ok(response)
}

/// What the log wants to know of an operation.
fn noted(mut ran: Ran) -> (bulk::Processed, OperationNotes) {
    let processed = &mut ran.processed;
    let error = processed.outcome.as_ref().err();
    let ignored = (!ran.notes.is_empty()).then(|| ran.notes.join("; "));
    let notes = OperationNotes {
        method: processed.method.clone().unwrap_or_default(),
        path: processed.path.clone().unwrap_or_default(),
        status: processed.status(),
        scim_type: error.and_then(|error| error.scim_type.map(|kind| kind.as_str().to_owned())),
        detail: error.map(|error| error.detail.clone()).or(ignored),
        subject: processed.resource.as_ref().map(|(_, id)| id.clone()),
        body: match processed.data.take() {
            Value::Null => None,
            data => Some(data.to_string().into_bytes()),
        },
        duration_us: ran.took_us,
    };
    (ran.processed, notes)
}
