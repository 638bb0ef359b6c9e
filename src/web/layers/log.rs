//! The provisioning log: every SCIM request leaves a row, also one that is refused, takes too long
//! or is not waited for.

use super::row::OpenRow;
use crate::state::WebState;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;

/// What a handler adds to the row of its request: put one into the extensions of the response.
#[derive(Clone, Debug, Default)]
pub struct LogNotes {
    /// The id of the person or group that the request was about.
    pub subject: Option<String>,
    /// What was left out although the request was granted, such as an unknown attribute.
    pub ignored: Vec<String>,
}

/// Opens a row, lets the request be answered, and hands the row to the log.
pub async fn record(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let row = OpenRow::of(&state, &request);
    request.extensions_mut().insert(row.clone());
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    let notes = response.extensions_mut().remove::<LogNotes>();
    let LogNotes { subject, ignored } = notes.unwrap_or_default();
    let (response, said) = if status < 400 {
        (response, Said::default())
    } else {
        listen(response).await
    };
    let ignored = (!ignored.is_empty()).then(|| ignored.join("; "));
    row.close(|entry| {
        entry.status = status;
        entry.subject = subject;
        entry.scim_type = said.scim_type;
        entry.detail = said.detail.or(ignored);
    });
    response
}

/// The words of an error.
#[derive(Default)]
struct Said {
    scim_type: Option<String>,
    detail: Option<String>,
}

/// An error is short: its own words are what the log shows.
async fn listen(response: Response) -> (Response, Said) {
    let (parts, body) = response.into_parts();
    let bytes: Bytes = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    let error: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let text = |key: &str| error.get(key).and_then(Value::as_str).map(str::to_owned);
    let said = Said {
        scim_type: text("scimType"),
        detail: text("detail"),
    };
    (Response::from_parts(parts, Body::from(bytes)), said)
}
