//! People, as the admin API shows them and lets them be managed.

mod access;
mod bulk;
mod check;
mod copy;
mod create;
mod deactivate;
mod delete;
mod enable;
mod give;
mod invitation;
mod list;
mod owner;
mod pin;
mod reactivate;
mod resend;
mod revoke;
mod scope;
mod show;
mod update;
mod view;
mod wanted;

use crate::extract::Admin;
use crate::state::WebState;
use muster_app::people::Which;
use muster_model::ids::PersonId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of people.
pub(super) fn routes() -> OpenApiRouter<WebState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .merge(bulk::routes())
        .routes(routes!(show::show, update::update, delete::delete))
        .routes(routes!(access::access))
        .routes(routes!(copy::copy))
        .routes(routes!(check::check, check::check_record))
        .routes(routes!(scope::show))
        .routes(routes!(give::give))
        .routes(routes!(pin::pin))
        .routes(routes!(enable::enable))
        .routes(routes!(deactivate::deactivate))
        .routes(routes!(reactivate::reactivate))
        .routes(routes!(invitation::show, revoke::revoke))
        .routes(routes!(resend::resend))
        .routes(routes!(owner::transfer))
}

/// The person whom a caller means.
fn which<P>(admin: &Admin<P>, person: PersonId, if_match: Option<String>) -> Which {
    Which {
        account: admin.account(),
        person,
        if_match,
    }
}
