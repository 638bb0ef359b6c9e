//! The admin JSON API, version 1.

mod events;
mod people;
mod query;

use crate::state::WebState;
use axum::Router;
use axum::routing::get;

/// The routes under `/api/v1`; each handler's first argument says who may call it.
pub fn routes() -> Router<WebState> {
    Router::new()
        // Whoever looks somebody up; a viewer's token is enough.
        .route("/people", get(people::list))
        .route("/people/{id}", get(people::show))
        // Whoever pulls events instead of taking webhooks.
        .route("/events", get(events::list))
        // Whoever asks why somebody has access.
        .route("/people/{id}/access", get(people::access))
}
