//! Record sets, as the admin API shows and changes them.

mod copy;
mod create;
mod delete;
mod given;
mod list;
mod matches;
mod preview;
mod record;
mod show;
mod update;
mod view;

pub(super) use given::RecordSetsShown;
pub(super) use record::SampleRecord;
pub(super) use view::{ReachShown, reaching, shown};

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of record sets.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, update::update, delete::delete))
        .routes(routes!(copy::copy))
        .routes(routes!(preview::preview))
        .routes(routes!(matches::matches))
}
