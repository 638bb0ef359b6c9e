//! The settings of the account.

mod preview;
mod show;
mod update;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of the settings.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(show::show, update::update))
        .routes(routes!(preview::preview))
}
