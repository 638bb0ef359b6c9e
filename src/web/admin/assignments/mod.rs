//! Who is assigned to which record.

mod create;
mod delete;
mod hand_over;
mod list;
mod record;
mod show;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::admin) use record::RecordNamed;

/// The routes of assignments.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, delete::delete))
        .routes(routes!(hand_over::list))
}
