//! The face of the admin API: problems as RFC 9457 describes them.

use crate::layers::RequestId;
use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use muster_app::error::{Failure, Kind};
use serde_json::json;

/// The code of what is not there.
const NOT_FOUND: &str = "resource.not_found";

/// A problem (RFC 9457 3): a status, a stable code, a sentence.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// The stable code that a program may match.
    pub code: &'static str,
    /// The sentence for a person.
    pub detail: String,
    /// What the log says of it, and the client does not hear.
    cause: Option<String>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, code: &'static str, detail: impl Into<String>) -> Self {
        Self::with(status(kind), code, detail)
    }

    /// A problem with a status that no kind of failure has.
    pub fn with(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: sentence(&detail.into()),
            cause: None,
        }
    }

    /// What does not exist and what belongs to somebody else look alike.
    pub fn not_found() -> Self {
        Self::new(
            Kind::NotFound,
            NOT_FOUND,
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

    /// A failure of ours: its cause goes to the log once, and not to the client.
    fn ours(kind: Kind, cause: &dyn std::error::Error) -> Self {
        let mut problem = if kind == Kind::Unavailable {
            let detail = "The server cannot reach its database now; try again.";
            Self::new(kind, "server.unavailable", detail)
        } else {
            let detail = "The server made a mistake; its log has the cause under the request id.";
            Self::new(Kind::Internal, "server.internal", detail)
        };
        problem.cause = Some(chain(cause));
        problem
    }

    /// Tells the log what only the log may know, under the id of the request.
    pub fn log(&self, id: &RequestId) {
        if let Some(cause) = &self.cause {
            tracing::error!(request_id = id.0, cause, "a request failed");
        }
    }

    /// Renders it for the request of this id.
    pub fn render(self, id: &RequestId) -> Response {
        self.log(id);
        let body = json!({
            "type": format!("urn:muster:problem:{}", self.code),
            "title": self.status.canonical_reason().unwrap_or("Problem"),
            "status": self.status.as_u16(),
            "detail": self.detail,
            "code": self.code,
            "request_id": id.0,
        });
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        let media = HeaderValue::from_static("application/problem+json");
        headers.insert(CONTENT_TYPE, media);
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"muster\"");
            headers.insert(WWW_AUTHENTICATE, scheme);
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

impl<E: Failure> From<E> for Problem {
    /// What a use case refused, in its own words; what failed, in ours.
    fn from(failure: E) -> Self {
        match failure.kind() {
            kind @ (Kind::Internal | Kind::Unavailable) => Self::ours(kind, &failure),
            Kind::NotFound => match failure.missing() {
                Some(missing) => Self::new(Kind::NotFound, NOT_FOUND, missing.to_string()),
                None => Self::not_found(),
            },
            kind => Self::new(kind, failure.code(), failure.to_string()),
        }
    }
}

impl IntoResponse for Problem {
    /// The layer [`explain`] renders it once the id of the request is at hand.
    fn into_response(self) -> Response {
        let mut response = (self.status, Body::empty()).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Renders the problem that a handler or an argument answered with.
pub async fn explain(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().cloned();
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem.render(&id.unwrap_or_else(|| RequestId(String::new()))),
        None => response,
    }
}

/// A message of ours as a sentence.
pub fn sentence(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    // A name that a program reads is written as it is read: vehicles.*, user_name.
    let is_word = word
        .chars()
        .all(|c| c.is_alphabetic() || ",:'-".contains(c));
    let first = if is_word {
        first.to_uppercase().to_string()
    } else {
        first.to_string()
    };
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", letters.as_str())
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
        Kind::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
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
