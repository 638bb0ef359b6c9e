//! What anybody may read: where tokens are asked for (RFC 8414 3), which keys sign (RFC 7517 5).

use crate::layers::RequestId;
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use muster_app::oauth;

/// An hour: a key is published a day before it signs.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// `GET /.well-known/oauth-authorization-server`.
pub(super) async fn metadata(State(state): State<WebState>) -> Response {
    let mut response = Json(oauth::metadata(&state.ctx)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, FOR_AN_HOUR);
    response
}

/// `GET /.well-known/jwks.json`.
pub(super) async fn jwks(
    State(state): State<WebState>,
    Extension(request): Extension<RequestId>,
) -> Response {
    match oauth::jwks(&state.ctx).await {
        Ok(keys) => {
            let mut response = Json(keys).into_response();
            let headers = response.headers_mut();
            // RFC 7517 8.5.1
            let kind = HeaderValue::from_static("application/jwk-set+json");
            headers.insert(CONTENT_TYPE, kind);
            headers.insert(CACHE_CONTROL, FOR_AN_HOUR);
            response
        }
        Err(why) => Problem::from(why).render(&request),
    }
}
