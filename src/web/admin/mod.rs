//! The admin JSON API, version 1: one folder a resource, one file a verb.
//!
//! Each route is registered once, with its operation; each handler's first argument says who may
//! call it. `docs/howto/add-a-route.md` tells how to add one.

mod access;
mod account;
mod assignments;
mod case_groups;
mod change_policy;
mod connections;
mod events;
mod fleet_groups;
mod groups;
mod log;
mod modules;
mod people;
mod record_sets;
mod roles;
mod rules;
mod tokens;
mod view;
mod webhooks;
mod workspaces;

use crate::layers::{Parameters, identify, keep_small, known, once};
use crate::render::explain;
use crate::state::WebState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;

/// The routes under `/api/v1` by resource, each with its operation.
fn resources() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .merge(people::routes())
        .merge(groups::routes())
        .merge(connections::routes())
        .merge(log::routes())
        .merge(webhooks::routes())
        .merge(events::routes())
        .merge(tokens::routes())
        .merge(account::routes())
        .merge(modules::routes())
        .merge(roles::routes())
        .merge(workspaces::routes())
        .merge(fleet_groups::routes())
        .merge(record_sets::routes())
        .merge(assignments::routes())
        .merge(case_groups::routes())
        .merge(rules::routes())
        .merge(access::routes())
}

/// The routes, each with its operation.
pub fn described() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().nest("/api/v1", resources())
}

/// The admin API, which takes what its document says.
pub fn routes(state: &WebState, document: &Value) -> Router<WebState> {
    Router::from(described())
        .layer(from_fn_with_state(Parameters::of(document), known))
        .layer(from_fn_with_state(state.clone(), once))
        .layer(from_fn_with_state(state.clone(), identify))
        .layer(from_fn(keep_small))
        .layer(from_fn(explain))
}
