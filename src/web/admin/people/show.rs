//! `GET /api/v1/people/{id}`: one person.

use crate::extract::{Admin, Viewer};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use muster_app::admin::{PeopleError, show_person};
use muster_model::ids::PersonId;

/// Shows one person; a foreign id, a random id and what is no id look alike.
pub(in crate::admin) async fn show(
    admin: Admin<Viewer>,
    State(state): State<WebState>,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<PersonId>() else {
        return Problem::not_found().render(&admin.request);
    };
    match show_person(&state.ctx, admin.caller.account, id).await {
        Ok(person) => Json(person).into_response(),
        Err(PeopleError::NoPerson) => Problem::not_found().render(&admin.request),
        Err(why) => Problem::of(why.kind(), &why, &admin.request).render(&admin.request),
    }
}
