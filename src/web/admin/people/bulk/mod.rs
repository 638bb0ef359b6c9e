//! One verb for many people in one request.

mod act;
mod action;
mod view;
mod wanted;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The route of many people.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(act::act))
}
