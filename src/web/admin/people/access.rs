//! `GET /api/v1/people/{id}/access`: what a person may do and see, and because of what.

use crate::extract::{Admin, Viewer};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use muster_app::access::{ExplainError, explain_access};
use muster_model::ids::PersonId;

/// Answers the access that is in force now; a foreign id and one that names nobody look alike.
pub(in crate::admin) async fn access(
    State(state): State<WebState>,
    admin: Admin<Viewer>,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<PersonId>() else {
        return Problem::not_found().render(&admin.request);
    };
    match explain_access(&state.ctx, admin.caller.account, id).await {
        Ok(body) => Json(body).into_response(),
        Err(ExplainError::NoPerson) => Problem::not_found().render(&admin.request),
        Err(error) => Problem::of(error.kind(), &error, &admin.request).render(&admin.request),
    }
}
