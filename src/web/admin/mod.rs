//! The admin JSON API, version 1.

mod people;

use crate::state::WebState;
use axum::{Router, routing::get};

/// The routes under `/api/v1`.
pub fn routes() -> Router<WebState> {
    Router::new()
        // Whoever asks why somebody has access; a viewer's token is enough.
        .route("/people/{id}/access", get(people::access))
}
