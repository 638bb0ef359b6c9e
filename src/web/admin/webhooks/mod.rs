//! Webhooks: endpoints and what is on its way to them.

mod create;
mod deliveries;
mod list;
mod remove;
mod rotate;
mod show;
mod test;
mod update;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of webhooks.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, update::update, remove::remove))
        .routes(routes!(rotate::rotate))
        .routes(routes!(test::test))
        .merge(deliveries::routes())
}
