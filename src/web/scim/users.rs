//! `/Users`: one use case each.

use super::answer::{Answered, not_modified, noted, resource, text};
use super::caller::ScimCaller;
use super::change::ScimChange;
use super::id::ScimId;
use super::lists;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use muster_app::provision::list::Listed;
use muster_app::provision::user::{get_user, show_users};
use muster_scim::call::Endpoint;
use muster_scim::etag;

/// `GET /Users/{id}`.
pub(super) async fn get(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimId(id): ScimId,
    query: ScimQuery,
    headers: HeaderMap,
) -> Answered {
    let selection = query.selection()?;
    let person = get_user(&state.ctx, &caller, &id).await?;
    if query.0.filter.is_some() {
        let listed = Listed::User(person.id.to_string());
        return lists::answer(&state, &caller, &listed, &query.0).await;
    }
    let known = text(&headers, "if-none-match");
    if known.is_some_and(|known| !etag::if_none_match(&known, person.version)) {
        return Ok(noted(not_modified(person.version), &person.id, Vec::new()));
    }
    let id = person.id;
    let users = show_users(
        &state.ctx,
        &caller,
        std::slice::from_ref(&person),
        &selection,
    )
    .await?;
    let user = users.into_iter().next().unwrap_or_default();
    let location = Endpoint::Users.location(&state.ctx.scim_base_url(), &id.to_string());
    let response = resource(StatusCode::OK, &user, person.version, &location);
    Ok(noted(response, &id, Vec::new()))
}

/// `POST /Users`, and `PUT`, `PATCH`, `DELETE /Users/{id}`.
pub(super) async fn change(State(state): State<WebState>, change: ScimChange) -> Answered {
    change.make(&state.ctx, Endpoint::Users).await
}
