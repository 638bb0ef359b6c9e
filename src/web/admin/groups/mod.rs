//! Directory groups.

mod list;
mod members;
mod show;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of groups.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show))
        .routes(routes!(members::members))
}
