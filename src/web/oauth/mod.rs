//! OAuth 2.0 for directories: access tokens for SCIM, and what verifies them.

mod denied;
mod discovery;
mod form;
mod token;

use crate::layers;
use crate::state::WebState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

/// The routes of programs that ask for access tokens, and of whoever verifies a signature of ours.
pub fn routes(state: &WebState) -> Router<WebState> {
    Router::new()
        .route("/oauth/token", post(token::token))
        .route(
            "/.well-known/oauth-authorization-server",
            get(discovery::metadata),
        )
        .route("/.well-known/jwks.json", get(discovery::jwks))
        .layer(from_fn(layers::keep_small))
        .layer(from_fn_with_state(state.clone(), layers::limit))
}
