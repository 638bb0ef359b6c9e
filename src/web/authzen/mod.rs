//! The AuthZEN Authorization API 1.0: an application asks, Muster decides.
//!
//! A no is an answer like any other: 200 and `{"decision": false}`. What is refused is refused with a
//! string, as the specification has it ("Error Responses").

mod discovery;
mod evaluation;
mod evaluations;
mod found;
mod plain;
mod read;
mod search;
mod shape;
mod verdict;

pub(crate) use plain::plainly;

use crate::layers::{identify, keep_small};
use crate::state::WebState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of applications that ask for decisions, each with its operation.
pub fn decisions() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(evaluation::evaluation))
        .routes(routes!(evaluations::evaluations))
        .routes(routes!(search::subject))
        .routes(routes!(search::resource))
        .routes(routes!(search::action))
}

/// The routes of whoever looks where to ask, each with its operation.
pub fn metadata() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(discovery::of_the_server))
        .routes(routes!(discovery::of_an_account))
}

/// The routes of applications that ask for decisions, and of whoever looks where to ask.
pub fn routes(state: &WebState) -> Router<WebState> {
    Router::from(decisions())
        .layer(from_fn(plain::only_json))
        .layer(from_fn_with_state(state.clone(), identify))
        .layer(from_fn(keep_small))
        .merge(Router::from(metadata()))
}
