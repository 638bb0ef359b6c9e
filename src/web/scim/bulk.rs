//! `POST /Bulk` (RFC 7644 3.7).

use super::answer::{self, Answered};
use super::body::ScimBody;
use super::caller::ScimCaller;
use crate::layers::{EndsAt, OpenRow, OperationNotes, bearer};
use crate::state::WebState;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use muster_app::log::Sent;
use muster_app::provision::{BulkRun, Ran, Token, Until};
use muster_scim::bulk::{self, Processed};
use serde_json::Value;

/// `POST /Bulk`: what was tried is answered, and each of it has a row in the provisioning log.
pub(super) async fn run(
    State(state): State<WebState>,
    Extension(EndsAt(ends_at)): Extension<EndsAt>,
    Extension(row): Extension<OpenRow>,
    ScimCaller(caller): ScimCaller,
    headers: HeaderMap,
    ScimBody(body): ScimBody,
) -> Answered {
    let request = bulk::parse(body, caller.switches())?;
    let mut logged = Logged {
        run: Some(BulkRun::new(request)),
        row,
    };
    // Of the time that a request has, the last quarter is for the operation under way and for the
    // answer: a 503 would leave the client in the dark about what is done.
    let until = Until {
        begin: ends_at.minus(state.request_timeout / 4),
        wait: ends_at.minus(state.request_timeout / 8),
    };
    if let Some(run) = &mut logged.run {
        let token = Token {
            auth: &state.auth,
            bearer: bearer(&headers).unwrap_or_default(),
        };
        run.go_on(&state.ctx, &caller, &token, until).await;
    }
    let body = bulk::response(&logged.end(), &state.ctx.scim_base_url());
    Ok(answer::json(StatusCode::OK, &body))
}

/// A run whose operations come into the log however it ends, also when the client hangs up.
struct Logged {
    run: Option<BulkRun>,
    row: OpenRow,
}

impl Logged {
    fn end(&mut self) -> Vec<Processed> {
        let ran = self.run.take().map(BulkRun::finish).unwrap_or_default();
        let (processed, operations): (Vec<_>, Vec<_>) = ran.into_iter().map(noted).unzip();
        self.row.did(operations);
        processed
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        self.end();
    }
}

/// What the log wants to know of an operation.
fn noted(mut ran: Ran) -> (Processed, OperationNotes) {
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
            data => Some(Sent::of(data.to_string().as_bytes())),
        },
        duration_us: ran.took_us,
    };
    (ran.processed, notes)
}
