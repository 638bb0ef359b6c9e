//! What anybody may read: where decisions are asked for.

use super::shape::AuthzenMetadata;
use crate::layers::RequestId;
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use muster_app::decide::metadata;

/// An hour: the addresses change with the public address alone.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Say where decisions are asked for.
#[utoipa::path(get, path = "/.well-known/authzen-configuration", tag = "Decisions", operation_id = "authzen_configuration",
    security(()),
    responses((status = 200, description = "The endpoints.", body = AuthzenMetadata)))]
pub(super) async fn of_the_server(State(state): State<WebState>) -> Response {
    answer(&state, None)
}

/// Say where decisions are asked for under the identifier of an account; whether there is such an
/// account nobody learns here: the answer is the same for every name that one could have.
#[utoipa::path(get, path = "/.well-known/authzen-configuration/{account}", tag = "Decisions",
    operation_id = "authzen_configuration_of_account", security(()),
    params(("account" = String, Path, description = "The short name of the account.", example = "default",
        min_length = 1, max_length = 63, pattern = "^[a-z0-9-]+$")),
    responses((status = 200, description = "The endpoints.", body = AuthzenMetadata)))]
pub(super) async fn of_an_account(
    State(state): State<WebState>,
    account: Result<Path<String>, PathRejection>,
    Extension(request): Extension<RequestId>,
) -> Response {
    let fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_name = |name: &str| (1..=63).contains(&name.len()) && name.bytes().all(fine);
    // What cannot be read as text is the name of nothing too.
    match account {
        Ok(Path(account)) if is_name(&account) => answer(&state, Some(&account)),
        _ => Problem::not_found().render(&request),
    }
}

fn answer(state: &WebState, account: Option<&str>) -> Response {
    let mut response = Json(metadata(&state.ctx, account)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, FOR_AN_HOUR);
    response
}
