//! Whether the server lives, and whether it can do its work.

use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde_json::{Value, json};

/// The process answers.
pub async fn live() -> Json<Value> {
    Json(json!({"status": "alive"}))
}

/// The database takes a write: a standby that only answers reads is not ready.
pub async fn ready(State(state): State<WebState>) -> (StatusCode, Json<Value>) {
    match muster_app::admin::ready(&state.ctx).await {
        Ok(()) => (StatusCode::OK, Json(json!({"status": "ready"}))),
        Err(why) => {
            tracing::warn!(%why, "not ready: the database takes no write");
            let body = json!({"status": "unavailable", "detail": "The database takes no write."});
            (StatusCode::SERVICE_UNAVAILABLE, Json(body))
        }
    }
}
