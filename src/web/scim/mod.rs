//! SCIM in (RFC 7644): the routes under `/scim/v2`, each a few lines around one use case.

mod address;
mod answer;
mod body;
mod bulk;
mod caller;
mod change;
mod discovery;
mod failure;
mod given;
mod groups;
mod id;
mod lists;
mod me;
mod preference;
mod query;
mod stream;
mod users;

pub use address::lead;

use crate::state::WebState;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

/// The routes under `/scim/v2` (RFC 7644 3.2); identity providers and HR feeds call them.
pub fn routes(state: &WebState) -> Router<WebState> {
    Router::new()
        .route(
            "/ServiceProviderConfig",
            get(discovery::service_provider_config),
        )
        .route("/ResourceTypes", get(discovery::resource_types))
        .route("/ResourceTypes/{name}", get(discovery::resource_type))
        .route("/Schemas", get(discovery::schemas))
        .route("/Schemas/{urn}", get(discovery::schema))
        .route("/Users", get(lists::users).post(users::change))
        .route(
            "/Users/{id}",
            get(users::get)
                .put(users::change)
                .patch(users::change)
                .delete(users::change),
        )
        .route("/Groups", get(lists::groups).post(groups::change))
        .route(
            "/Groups/{id}",
            get(groups::get)
                .put(groups::change)
                .patch(groups::change)
                .delete(groups::change),
        )
        .route(
            "/Me",
            get(users::get)
                .put(users::change)
                .patch(users::change)
                .delete(users::change)
                .post(me::create)
                .layer(from_fn_with_state(state.clone(), me::alias)),
        )
        .route("/Bulk", post(bulk::run))
        .route("/", get(lists::root))
        .route("/.search", post(lists::search_root))
        .route("/Users/.search", post(lists::search_users))
        .route("/Groups/.search", post(lists::search_groups))
        .merge(given::routes())
        .fallback(failure::no_such_endpoint)
        .method_not_allowed_fallback(failure::no_such_method)
}
