//! `POST /oauth/token` (RFC 6749 3.2, 4.4).

use super::denied::{Denied, keep_out_of_caches};
use super::form;
use crate::state::WebState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use muster_app::oauth::issue;
use serde_json::json;

/// Trades the credentials of a client for an access token of its connection.
///
/// There is one scope; whatever a client asks for, it is told which it got (RFC 6749 3.3).
pub(super) async fn token(
    State(state): State<WebState>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Denied> {
    let asked = form::read(&headers, &body)?;
    if asked.grant_type != "client_credentials" {
        return Err(Denied::GrantType);
    }
    let issued = issue(&state.ctx, &asked.credentials).await?;
    let body = json!({
        "access_token": issued.token,
        "token_type": "Bearer",
        "expires_in": issued.expires_in,
        "scope": issued.scope,
    });
    let mut response = Json(body).into_response();
    keep_out_of_caches(response.headers_mut());
    Ok(response)
}
