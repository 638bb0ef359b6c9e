//! The face of the admin API: problems as RFC 9457 describes them.

use crate::layers::RequestId;
use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use muster_app::error::Kind;
use serde_json::json;

/// A problem (RFC 9457 3): a status, a stable code, a sentence.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// The stable code that a program may match.
    pub code: &'static str,
    /// The sentence for a person.
    pub detail: String,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status: status(kind),
            code,
            detail: detail.into(),
        }
    }

    /// What does not exist and what belongs to somebody else look alike.
    pub fn not_found() -> Self {
        Self::new(
            Kind::NotFound,
            "resource.not_found",
            "There is no such thing in this account.",
        )
    }

    /// A parameter of the query is wrong.
    pub fn parameter(name: &str, wanted: &str) -> Self {
        Self::new(
            Kind::Invalid,
            "request.parameter",
            format!("The parameter {name} must be {wanted}."),
        )
    }

    /// A failure of ours: its cause goes to the log once, here, and not to the client.
    pub fn of(kind: Kind, cause: &dyn std::error::Error, id: &RequestId) -> Self {
        tracing::error!(request_id = id.0, cause = chain(cause), "a request failed");
        if kind == Kind::Unavailable {
            let detail = "The server cannot reach its database now; try again.";
            return Self::new(kind, "server.unavailable", detail);
        }
        let detail = "The server made a mistake; its log has the cause under the request id.";
        Self::new(Kind::Internal, "server.internal", detail)
    }

    /// Renders it for the request of this id.
    pub fn render(self, id: &RequestId) -> Response {
        let body = json!({
            "type": format!("urn:muster:problem:{}", self.code),
            "title": self.status.canonical_reason().unwrap_or("Problem"),
            "status": self.status.as_u16(),
            "detail": self.detail,
            "code": self.code,
            "request_id": id.0,
        });
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(
                WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"muster\""),
            );
        }
        response
    }
}

/// The HTTP status of a kind of failure.
fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Gone => StatusCode::GONE,
        Kind::Precondition => StatusCode::PRECONDITION_FAILED,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
