//! What is refused before a handler runs, in the face of the path that was asked for.

use super::Problem;
use crate::layers::RequestId;
use axum::Json;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use serde_json::json;
use std::fmt::Display;

/// Why a request goes no further.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    detail: String,
    retry_after: Option<u64>,
}

/// A refusal with the request that it answers.
#[derive(Clone, Debug)]
pub struct Refused {
    refusal: Refusal,
    id: RequestId,
    face: Face,
}

/// What the client at hand understands.
#[derive(Clone, Copy, Debug)]
enum Face {
    /// RFC 7644 3.12.
    Scim,
    /// RFC 6749 5.2.
    OAuth,
    /// RFC 9457.
    Problem,
}

impl Face {
    fn of(path: &str) -> Self {
        if path.starts_with("/scim/") {
            Self::Scim
        } else if path.starts_with("/oauth/") {
            Self::OAuth
        } else {
            Self::Problem
        }
    }
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
            retry_after: None,
        }
    }

    /// A bug.
    pub fn internal() -> Self {
        let detail = "The server made a mistake; its log has the cause under the request id.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server.internal", detail)
    }

    /// It took too long.
    pub fn too_slow() -> Self {
        let detail = "The request took too long; try again.";
        let mut slow = Self::new(StatusCode::SERVICE_UNAVAILABLE, "server.slow", detail);
        slow.retry_after = Some(1);
        slow
    }

    /// The database does not answer.
    pub fn unavailable() -> Self {
        let detail = "The server cannot reach its database now; try again.";
        let mut away = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "server.unavailable",
            detail,
        );
        away.retry_after = Some(1);
        away
    }

    /// The body is larger than allowed.
    pub fn too_large(limit: impl Display) -> Self {
        let detail = format!("The body is larger than {limit}.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "request.too_large", detail)
    }

    /// The body is compressed.
    pub fn encoded() -> Self {
        let detail = "The body must be sent without Content-Encoding.";
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "request.encoded",
            detail,
        )
    }

    /// The body ended before its end.
    pub fn cut_off() -> Self {
        let detail = "The body ended before its end.";
        Self::new(StatusCode::BAD_REQUEST, "request.cut_off", detail)
    }

    /// There is nothing under this path.
    pub fn no_such_path() -> Self {
        let detail = "There is nothing under this path.";
        Self::new(StatusCode::NOT_FOUND, "request.path", detail)
    }

    /// The path does not know the method.
    pub fn no_such_method() -> Self {
        let detail = "This path does not know this method.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "request.method", detail)
    }

    /// The client asks faster than it may.
    pub fn too_many(seconds: u64) -> Self {
        let detail = format!("Too many requests; try again in {seconds} s.");
        let mut many = Self::new(StatusCode::TOO_MANY_REQUESTS, "request.too_many", detail);
        many.retry_after = Some(seconds);
        many
    }

    /// Remembers which request it answers.
    #[must_use]
    pub fn to(self, request: &Request) -> Refused {
        let id = request.extensions().get::<RequestId>().cloned();
        Refused {
            refusal: self,
            id: id.unwrap_or_else(|| RequestId(String::new())),
            face: Face::of(request.uri().path()),
        }
    }
}

impl Refused {
    /// The same request, refused for another reason.
    #[must_use]
    pub fn because(self, refusal: Refusal) -> Self {
        Self { refusal, ..self }
    }

    /// The answer: SCIM under /scim (RFC 7644 3.12), OAuth's words under /oauth (RFC 6749 5.2), a
    /// problem elsewhere (RFC 9457).
    pub fn render(self) -> Response {
        let retry_after = self.refusal.retry_after;
        let mut response = match self.face {
            Face::Scim => self.scim(),
            Face::OAuth => self.oauth(),
            Face::Problem => self.problem(),
        };
        if let Some(seconds) = retry_after {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    fn problem(self) -> Response {
        let Refusal {
            status,
            code,
            detail,
            ..
        } = self.refusal;
        Problem::with(status, code, detail).render(&self.id)
    }

    fn oauth(self) -> Response {
        let status = self.refusal.status;
        // RFC 6749 5.2 has no word for what may work later; 4.1.2.1 has.
        let error = match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                "temporarily_unavailable"
            }
            status if status.is_server_error() => "server_error",
            _ => "invalid_request",
        };
        let body = json!({"error": error, "error_description": self.refusal.detail});
        let uncached = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        (status, uncached, Json(body)).into_response()
    }

    fn scim(self) -> Response {
        let detail = if self.refusal.status.is_server_error() {
            format!("{} Request id: {}", self.refusal.detail, self.id.0)
        } else {
            self.refusal.detail
        };
        let body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": self.refusal.status.as_u16().to_string(),
            "detail": detail,
        });
        let mut response = (self.refusal.status, Json(body)).into_response();
        response.headers_mut().insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/scim+json"),
        );
        response
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;
    use axum::body::Body;
    use axum::extract::Request;
    use http_body_util::BodyExt as _;
    use serde_json::Value;

    fn asked(path: &str) -> Request {
        Request::builder().uri(path).body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn under_scim_every_refusal_is_a_scim_error_whose_status_is_a_text() {
        let refusals = [
            Refusal::internal(),
            Refusal::too_slow(),
            Refusal::unavailable(),
            Refusal::too_large("7 bytes"),
            Refusal::encoded(),
            Refusal::cut_off(),
            Refusal::no_such_path(),
            Refusal::no_such_method(),
            Refusal::too_many(3),
        ];
        for refusal in refusals {
            let response = refusal.to(&asked("/scim/v2/Users")).render();
            let status = response.status().as_u16().to_string();
            assert_eq!(response.headers()["content-type"], "application/scim+json");
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            let body: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(body["status"], Value::from(status));
            assert!(body["detail"].is_string());
        }
        let elsewhere = Refusal::internal().to(&asked("/api/v1/people")).render();
        assert_eq!(
            elsewhere.headers()["content-type"],
            "application/problem+json"
        );
    }
}
