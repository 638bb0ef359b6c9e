//! What roles can allow: modules and their actions, and what records say of themselves.

mod list;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of modules.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(list::list))
}
