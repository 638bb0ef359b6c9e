//! HTTP in: SCIM, the admin API, the pages behind mailed links.

pub mod admin;
pub mod authzen;
pub mod extract;
pub mod health;
pub mod layers;
pub mod oauth;
pub mod openapi;
pub mod pages;
pub mod render;
pub mod scim;
pub mod state;

use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::{Router, routing::get};
use render::Refusal;
use state::WebState;

/// The whole of HTTP in.
pub fn router(state: WebState) -> Router {
    // A layer of the routes themselves would come after the route is found.
    Router::new()
        .fallback_service(routes(state))
        .layer(from_fn(scim::lead))
}

/// Every route, and who calls it.
fn routes(state: WebState) -> Router {
    let document = openapi::document();
    Router::new()
        // Directories that trade credentials for access tokens; whoever verifies what we sign.
        .merge(oauth::routes(&state))
        // Programs of the account, with a token of the admin API.
        .merge(admin::routes(&state, &document))
        // Applications of the account that ask for decisions, with a token of the admin API.
        .merge(authzen::routes(&state))
        // Whoever writes one of these programs; public.
        .merge(openapi::routes(&document))
        // Whoever holds a mailed link.
        .merge(pages::routes())
        // Load balancers and watchdogs; public.
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .fallback(no_such_path)
        .method_not_allowed_fallback(no_such_method)
        .layer(from_fn_with_state(state.clone(), layers::end))
        .layer(from_fn(layers::catch))
        .layer(from_fn(authzen::plainly))
        // Identity providers and HR feeds, with a connection token.
        .merge(provisioning(&state))
        .layer(from_fn_with_state(state.clone(), layers::add))
        .layer(from_fn_with_state(state.clone(), layers::name))
        .with_state(state)
}

/// SCIM: every request is logged, however it ends, and before it is limited it is known whose it is;
/// only of what does not come too fast a body is read.
fn provisioning(state: &WebState) -> Router<WebState> {
    Router::new()
        .nest("/scim/v2", scim::routes(state))
        // axum's own limit of 2 MB is less than ours for groups and Bulk.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(layers::keep_small))
        .layer(from_fn_with_state(state.clone(), layers::limit))
        .layer(from_fn_with_state(state.clone(), layers::recognise))
        .layer(from_fn_with_state(state.clone(), layers::end))
        .layer(from_fn(layers::catch))
        .layer(from_fn_with_state(state.clone(), layers::record))
}

async fn no_such_path(request: Request) -> Response {
    Refusal::no_such_path().to(&request).render()
}

async fn no_such_method(request: Request) -> Response {
    Refusal::no_such_method().to(&request).render()
}
