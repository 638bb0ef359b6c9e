//! The admin JSON API, version 1.

use crate::state::WebState;
use axum::Router;

/// The routes under `/api/v1`.
pub fn routes() -> Router<WebState> {
    Router::new()
}
