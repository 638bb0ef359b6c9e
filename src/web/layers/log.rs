//! The provisioning log: every SCIM request leaves a row, refused ones too.

use super::body::{self, Limit};
use crate::layers::{Peer, RequestId};
use crate::render::Refusal;
use crate::state::WebState;
use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt as _;
use muster_app::auth::Caller;
use muster_app::log::Entry;
use serde_json::Value;

/// What a handler adds to the row of its request: put one into the extensions of the response.
#[derive(Clone, Debug, Default)]
pub struct LogNotes {
    /// The id of the person or group that the request was about.
    pub subject: Option<String>,
    /// What was left out although the request was granted, such as an unknown attribute.
    pub ignored: Vec<String>,
    /// The operations of a Bulk request: each has a row of its own, beside the request's.
    pub operations: Vec<OperationNotes>,
}

/// One operation of a Bulk request, as its row shows it.
#[derive(Clone, Debug)]
pub struct OperationNotes {
    /// The method.
    pub method: String,
    /// The path as it was sent, below the base URL.
    pub path: String,
    /// The status.
    pub status: u16,
    /// The `scimType` of an error.
    pub scim_type: Option<String>,
    /// The detail of an error, or what was left out.
    pub detail: Option<String>,
    /// The id of the person or group that it was about.
    pub subject: Option<String>,
    /// The message as it was sent; it is masked before it is written.
    pub body: Option<Vec<u8>>,
    /// How long it took, in microseconds.
    pub duration_us: i64,
}

/// Reads the body, lets the handler answer, and hands a row to the log.
pub async fn record(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let mut entry = begin(&state, &request);
    let began = state.ctx.now();
    let refused = Refusal::cut_off().to(&request);
    let limit = Limit::of(request.uri().path());
    let (request, bytes) = match body::read(request, limit).await {
        Ok(read) => read,
        Err(refusal) => {
            let response = finish(&mut entry, refused.because(refusal).render()).await;
            state.log.record(entry);
            return response;
        }
    };
    entry.body = kept(bytes);
    let mut response = finish(&mut entry, next.run(request).await).await;
    entry.duration_us = state.ctx.now().0 - began.0;
    let notes = response.extensions_mut().remove::<LogNotes>();
    let operations = notes.unwrap_or_default().operations.into_iter();
    let rows: Vec<Entry> = operations
        .map(|operation| row_of(operation, &entry, &state))
        .collect();
    state.log.record(entry);
    for row in rows {
        state.log.record(row);
    }
    response
}

/// The row of an operation; the request's id says with which others it came.
fn row_of(operation: OperationNotes, request: &Entry, state: &WebState) -> Entry {
    Entry {
        id: state.ctx.ids.next(),
        method: operation.method,
        path: format!("/scim/v2/{}", operation.path.trim_start_matches('/')),
        status: operation.status,
        scim_type: operation.scim_type,
        detail: operation.detail,
        subject: operation.subject,
        duration_us: operation.duration_us,
        body: operation.body,
        at: request.at,
        account: request.account,
        connection: request.connection,
        request_id: request.request_id.clone(),
        peer: request.peer.clone(),
        count: 1,
    }
}

fn begin(state: &WebState, request: &Request) -> Entry {
    let extensions = request.extensions();
    let caller = extensions.get::<Caller>();
    let id = extensions.get::<RequestId>();
    // What was asked for, before it was led to the path that is meant.
    let asked = extensions.get::<OriginalUri>();
    let path = asked
        .map_or(request.uri(), |asked| &asked.0)
        .path_and_query();
    Entry {
        id: state.ctx.ids.next(),
        at: state.ctx.now(),
        account: caller.map(|caller| caller.account.id),
        connection: caller.map(|caller| caller.connection.id),
        method: request.method().to_string(),
        path: path.map(ToString::to_string).unwrap_or_default(),
        status: 0,
        scim_type: None,
        detail: None,
        subject: None,
        request_id: id.map(|id| id.0.clone()).unwrap_or_default(),
        peer: extensions.get::<Peer>().map(|peer| peer.0.to_string()),
        count: 1,
        duration_us: 0,
        body: None,
    }
}

fn kept(bytes: Bytes) -> Option<Vec<u8>> {
    (!bytes.is_empty()).then(|| bytes.into())
}

/// Takes what the answer says into the row.
async fn finish(entry: &mut Entry, response: Response) -> Response {
    entry.status = response.status().as_u16();
    if let Some(notes) = response.extensions().get::<LogNotes>() {
        entry.subject.clone_from(&notes.subject);
        if !notes.ignored.is_empty() {
            entry.detail = Some(notes.ignored.join("; "));
        }
    }
    if entry.status < 400 {
        return response;
    }
    // An error is short: its own words are what the log shows.
    let (parts, body) = response.into_parts();
    let bytes = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes);
    let bytes = bytes.unwrap_or_default();
    if let Ok(error) = serde_json::from_slice::<Value>(&bytes) {
        let text = |key: &str| error.get(key).and_then(Value::as_str).map(str::to_owned);
        entry.scim_type = text("scimType");
        entry.detail = text("detail");
    }
    Response::from_parts(parts, Body::from(bytes))
}
