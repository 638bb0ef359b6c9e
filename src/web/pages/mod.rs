//! The pages behind mailed links: server-rendered, without JavaScript.
//!
//! A GET only looks, because mail scanners open links too; a POST acts. The code in the address is
//! all the authority there is, so no page tells the next site where its reader came from, none is
//! kept by a cache, and every code that opens nothing gets the same answer.

mod activate;
mod assets;
mod code;
mod confirm_email;
mod first_owner;
mod page;
mod refuse;
mod views;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::routing::get;
use muster_app::ctx::Ctx;

/// The largest form that is read, in bytes.
const LARGEST_FORM: usize = 16 * 1024;

/// The routes of the pages.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Ctx: FromRef<S>,
{
    Router::new()
        .route(
            "/activate/{code}",
            get(activate::show).post(activate::accept),
        )
        .route(
            "/activate/first/{code}",
            get(first_owner::show).post(first_owner::become_owner),
        )
        .route(
            "/confirm-email/{code}",
            get(confirm_email::show).post(confirm_email::confirm),
        )
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .route("/assets/muster.css", get(assets::style))
}

#[cfg(test)]
mod tests;
