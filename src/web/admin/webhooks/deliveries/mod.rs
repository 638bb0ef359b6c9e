//! Deliveries: each event on its way to an endpoint.

mod attempts;
mod list;
mod resend;
mod resend_failed;
mod show;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of deliveries.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(resend_failed::resend_failed))
        .routes(routes!(show::show))
        .routes(routes!(attempts::attempts))
        .routes(routes!(resend::resend))
}
