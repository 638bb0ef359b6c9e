//! Refusals in SCIM's words (RFC 7644 3.12): JSON on every path, the status a string.

use super::address::other_version;
use super::answer::MEDIA_TYPE;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use muster_app::provision::ProvisionError;
use muster_scim::error::{Error as ScimError, ScimType};

/// A refusal on its way to the client.
#[derive(Debug)]
pub(super) struct Failure(ProvisionError);

impl<E: Into<ProvisionError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        render(&self.0.told())
    }
}

/// An error message with its status and media type.
pub(super) fn render(error: &ScimError) -> Response {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
    let mut response = (status, headers, error.to_json().to_string()).into_response();
    if status == StatusCode::UNAUTHORIZED {
        // RFC 7644 2: the supported schemes are named.
        let scheme = HeaderValue::from_static("Bearer realm=\"muster\"");
        response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        // The same request may succeed in a moment.
        let soon = HeaderValue::from_static("1");
        response.headers_mut().insert(RETRY_AFTER, soon);
    }
    response
}

/// 404 for a path that is no endpoint; 400 for another version of SCIM (RFC 7644 3.13).
pub(super) async fn no_such_endpoint(uri: Uri) -> Response {
    if other_version(&uri) {
        let detail = "this server speaks version 2 of SCIM: leave the version out, or send v2";
        return render(&ScimError::typed(400, ScimType::InvalidVers, detail));
    }
    render(&ScimError::not_found(
        "there is no such endpoint; see /ResourceTypes",
    ))
}

/// 405 for a method that the endpoint does not know (RFC 7644 3.2). OPTIONS is answered without a
/// token: what an endpoint knows is no secret, and the router adds it (RFC 9110 9.3.7).
pub(super) async fn no_such_method(method: Method) -> Response {
    if method == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    render(&ScimError::new(
        405,
        "this endpoint does not know this method",
    ))
}

/// 501 for an optional part that is not offered; `ServiceProviderConfig` says so too.
pub(super) async fn not_implemented() -> Response {
    render(&ScimError::not_implemented(
        "this server does not offer this endpoint",
    ))
}
