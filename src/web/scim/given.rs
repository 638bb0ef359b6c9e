//! `/Roles`, `/Workspaces`, `/FleetGroups`, `/RecordSets` and `/Entitlements`: what the account gives.

use super::answer::{Answered, json};
use super::caller::ScimCaller;
use super::id::ScimId;
use super::query::ScimQuery;
use crate::state::WebState;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use muster_app::provision::given::read_given;

/// Each list, and below it each resource.
pub(super) fn routes() -> Router<WebState> {
    let endpoints = [
        "/Roles",
        "/Workspaces",
        "/FleetGroups",
        "/RecordSets",
        "/Entitlements",
    ];
    endpoints
        .into_iter()
        .fold(Router::new(), |router, endpoint| {
            let list = move |State(state): State<WebState>,
                             ScimCaller(caller): ScimCaller,
                             query: ScimQuery| async move {
                let read = read_given(&state.ctx, &caller, (endpoint, None), &query.0);
                Answered::Ok(json(StatusCode::OK, &read.await?))
            };
            let one = move |State(state): State<WebState>,
                            ScimCaller(caller): ScimCaller,
                            ScimId(id): ScimId,
                            query: ScimQuery| async move {
                let read = read_given(&state.ctx, &caller, (endpoint, Some(&id)), &query.0);
                Answered::Ok(json(StatusCode::OK, &read.await?))
            };
            let below = format!("{endpoint}/{{id}}");
            router.route(endpoint, get(list)).route(&below, get(one))
        })
}
