//! The AuthZEN Authorization API 1.0: an application asks, Muster decides.
//!
//! A no is an answer like any other: 200 and `{"decision": false}`. What is refused is refused with a
//! string, as the specification has it ("Error Responses").

mod discovery;
mod evaluation;
mod evaluations;
mod plain;
mod read;
mod search;
mod verdict;

pub(crate) use plain::plainly;

use crate::layers::{identify, keep_small};
use crate::state::WebState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

/// The routes of applications that ask for decisions, and of whoever looks where to ask.
pub fn routes(state: &WebState) -> Router<WebState> {
    Router::new()
        .route("/access/v1/evaluation", post(evaluation::evaluation))
        .route("/access/v1/evaluations", post(evaluations::evaluations))
        .route("/access/v1/search/subject", post(search::subject))
        .route("/access/v1/search/resource", post(search::resource))
        .route("/access/v1/search/action", post(search::action))
        .layer(from_fn(plain::only_json))
        .layer(from_fn_with_state(state.clone(), identify))
        .layer(from_fn(keep_small))
        .route(
            "/.well-known/authzen-configuration",
            get(discovery::of_the_server),
        )
        .route(
            "/.well-known/authzen-configuration/{account}",
            get(discovery::of_an_account),
        )
}
