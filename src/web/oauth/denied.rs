//! Refusals in OAuth's words (RFC 6749 5.2).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use muster_app::oauth::TokenError;
use serde_json::json;

/// Why there is no access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// The request is not what RFC 6749 4.4.2 describes.
    Request(&'static str),
    /// Who asks is unknown.
    Client,
    /// Something else than client credentials was offered.
    GrantType,
    /// The scope is no list of scopes.
    Scope,
    /// Not now.
    Later,
    /// A mistake of ours.
    Ours,
}

impl Denied {
    fn told(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Request(why) => (StatusCode::BAD_REQUEST, "invalid_request", why),
            Self::Client => (
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "the client is unknown, its secret is another one, or it was revoked",
            ),
            Self::GrantType => (
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "the grant type must be client_credentials",
            ),
            Self::Scope => (
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "the scope must be a list of scopes with blanks between",
            ),
            Self::Later => (
                StatusCode::SERVICE_UNAVAILABLE,
                "temporarily_unavailable",
                "the server cannot reach its database now; try again",
            ),
            Self::Ours => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "server_error",
                "the server made a mistake; its log has the cause",
            ),
        }
    }
}

impl From<TokenError> for Denied {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Client => Self::Client,
            TokenError::Signing(why) => {
                tracing::error!(error = ?why, "an access token could not be made");
                if why.is_unavailable() {
                    Self::Later
                } else {
                    Self::Ours
                }
            }
        }
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        let (status, error, description) = self.told();
        let body = Json(json!({"error": error, "error_description": description}));
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        keep_out_of_caches(headers);
        if self == Self::Client {
            // RFC 6749 5.2: with 401 comes the scheme that the client may use.
            let scheme = HeaderValue::from_static("Basic realm=\"muster\", charset=\"UTF-8\"");
            headers.insert(WWW_AUTHENTICATE, scheme);
        }
        if self == Self::Later {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// RFC 6749 5.1: tokens are kept by no cache.
pub(super) fn keep_out_of_caches(headers: &mut http::HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
}
