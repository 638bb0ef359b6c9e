//! What changes of the policy do to people, as the admin API shows it, and compiling everybody anew.

mod move_to;
mod reevaluate;
mod shape;
mod summary;
mod view;

pub(in crate::admin) use move_to::check_move_to;
pub(in crate::admin) use shape::{AccessShown, EventShown, ReasonShown};
pub(in crate::admin) use summary::{NamesShown, SummaryShown};
pub(in crate::admin) use view::{ImpactShown, page_of};

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of access as a whole.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(reevaluate::reevaluate))
}
