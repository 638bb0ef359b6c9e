//! Refusals as AuthZEN has them: the body is one string.

use crate::layers::{KnownAdmin, RequestId};
use crate::render::Problem;
use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use http_body_util::BodyExt as _;
use muster_app::error::Kind;
use serde_json::Value;

/// Takes questions as `application/json` alone ("HTTPS Access Evaluation Request").
pub(super) async fn only_json(request: Request, next: Next) -> Response {
    let media = request.headers().get(CONTENT_TYPE);
    let media = media.and_then(|media| media.to_str().ok());
    let media = media.and_then(|media| media.split(';').next());
    let is_json = |media: &str| media.trim().eq_ignore_ascii_case("application/json");
    let asker = request.extensions().get::<KnownAdmin>();
    // Whoever may not ask is told so first.
    if asker.is_none() || media.is_some_and(is_json) {
        return next.run(request).await;
    }
    let detail = "Send the question as application/json.";
    Problem::new(Kind::Invalid, "request.media_type", detail).into_response()
}

/// Answers every refusal under `/access/v1` with the sentence alone, also where no route is.
pub(crate) async fn plainly(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path != "/access/v1" && !path.starts_with("/access/v1/") {
        return next.run(request).await;
    }
    let id = request.extensions().get::<RequestId>().cloned();
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.render(&id.unwrap_or_else(|| RequestId(String::new())));
    }
    if response.status().as_u16() < 400 {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Refusals are short: they come from the layers in front of the handlers.
    let bytes = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes);
    let told: Value = serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default();
    let detail = told.get("detail").and_then(Value::as_str);
    let title = parts.status.canonical_reason().unwrap_or("Refused");
    let body = Json(detail.unwrap_or(title)).into_response().into_body();
    parts.headers.remove(http::header::CONTENT_LENGTH);
    let media = HeaderValue::from_static("application/json");
    parts.headers.insert(CONTENT_TYPE, media);
    Response::from_parts(parts, Body::new(body))
}
