//! Answers: the media type, the tag, the location, and what the provisioning log wants to know.

use super::failure::Failure;
use super::stream;
use crate::layers::LogNotes;
use axum::http::header::{CONTENT_LOCATION, CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use muster_app::provision::group::ShownGroup;
use muster_app::provision::list::ShownList;
use muster_scim::etag;
use serde_json::Value;

/// The media type of every SCIM answer (RFC 7644 8.1).
pub(super) const MEDIA_TYPE: &str = "application/scim+json";

/// What a handler answers, or why not.
pub(super) type Answered = Result<Response, Failure>;

/// A JSON answer.
pub(super) fn json(status: StatusCode, body: &Value) -> Response {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
    (status, headers, body.to_string()).into_response()
}

/// A page of a list, whose groups may have members that follow.
pub(super) fn listed(list: ShownList) -> Response {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
    (StatusCode::OK, headers, stream::list(list)).into_response()
}

/// One resource, with its tag (RFC 7644 3.14) and its location.
pub(super) fn resource(status: StatusCode, body: &Value, version: i64, location: &str) -> Response {
    located(json(status, body), version, location)
}

/// The same, when members may follow what is at hand. Tag and header are those of the beginning.
pub(super) fn streamed(
    status: StatusCode,
    shown: ShownGroup,
    version: i64,
    location: &str,
) -> Response {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
    let response = (status, headers, stream::group(shown)).into_response();
    located(response, version, location)
}

fn located(mut response: Response, version: i64, location: &str) -> Response {
    let status = response.status();
    let headers = response.headers_mut();
    put(headers, ETAG, &etag::weak(version));
    put(headers, CONTENT_LOCATION, location);
    if status == StatusCode::CREATED {
        put(headers, LOCATION, location);
    }
    response
}

/// No body: the change is done, and the headers say of what (RFC 7240 4.2).
pub(super) fn without_body(status: StatusCode, version: i64, location: &str) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    put(headers, ETAG, &etag::weak(version));
    if status == StatusCode::CREATED {
        put(headers, LOCATION, location);
    }
    response
}

/// 304: the client has this version (RFC 7644 3.14).
pub(super) fn not_modified(version: i64) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    put(response.headers_mut(), ETAG, &etag::weak(version));
    response
}

/// Tells the provisioning log whom the request was about and what was left out.
pub(super) fn noted(
    mut response: Response,
    subject: &impl ToString,
    ignored: Vec<String>,
) -> Response {
    let notes = LogNotes {
        subject: Some(subject.to_string()),
        ignored,
    };
    response.extensions_mut().insert(notes);
    response
}

/// One header as text; several lines of it are one list (RFC 9110 5.3).
pub(super) fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(name).iter();
    let lines: Vec<&str> = lines.filter_map(|value| value.to_str().ok()).collect();
    (!lines.is_empty()).then(|| lines.join(","))
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
