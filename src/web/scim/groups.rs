//! `/Groups`: one use case each.

use super::answer::{Answered, not_modified, noted, streamed, text};
use super::caller::ScimCaller;
use super::change::ScimChange;
use super::id::ScimId;
use super::lists;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use muster_app::provision::group::{ShownGroup, get_group};
use muster_app::provision::list::Listed;
use muster_scim::call::Endpoint;
use muster_scim::etag;

/// `GET /Groups/{id}`.
pub(super) async fn get(
    State(state): State<WebState>,
    ScimCaller(caller): ScimCaller,
    ScimId(id): ScimId,
    query: ScimQuery,
    headers: HeaderMap,
) -> Answered {
    let selection = query.selection()?;
    let group = get_group(&state.ctx, &caller, &id).await?;
    if query.0.filter.is_some() {
        let listed = Listed::Group(group.id.to_string());
        return lists::answer(&state, &caller, &listed, &query.0).await;
    }
    let known = text(&headers, "if-none-match");
    if known.is_some_and(|known| !etag::if_none_match(&known, group.version)) {
        return Ok(noted(not_modified(group.version), &group.id, Vec::new()));
    }
    let id = group.id;
    let version = group.version;
    let shown = ShownGroup::begin(&state.ctx, &caller, group, selection).await?;
    let location = Endpoint::Groups.location(&state.ctx.scim_base_url(), &id.to_string());
    let response = streamed(StatusCode::OK, shown, version, &location);
    Ok(noted(response, &id, Vec::new()))
}

/// `POST /Groups`, and `PUT`, `PATCH`, `DELETE /Groups/{id}`.
pub(super) async fn change(State(state): State<WebState>, change: ScimChange) -> Answered {
    change.make(&state.ctx, Endpoint::Groups).await
}
