//! Case groups, as the admin API shows and changes them.

mod create;
mod delete;
mod list;
mod show;
mod update;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(in crate::admin) use view::CaseGroupNamed;

/// The routes of case groups.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, update::update, delete::delete))
}
