//! Connections: identity providers and HR feeds, their tokens and their clients.

mod clients;
mod create;
mod list;
mod preview;
mod revoke;
mod show;
mod tokens;
mod update;
mod view;

use crate::state::WebState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of connections.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, update::update))
        .routes(routes!(preview::preview))
        .routes(routes!(revoke::revoke))
        .merge(tokens::routes())
        .merge(clients::routes())
}
