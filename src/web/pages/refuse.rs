//! A link that opens nothing, as a page.

use super::page::page;
use super::views::Notice;
use axum::response::Response;
use http::StatusCode;
use muster_app::error::Kind;
use muster_app::people::LinkError;
use std::error::Error as _;

/// The page for a link that opens nothing. Every code that we never made gets the same one.
pub(super) fn refuse(error: &LinkError) -> Response {
    let (status, title, text) = match error.kind() {
        Kind::NotFound => (
            StatusCode::NOT_FOUND,
            "Page not found",
            "Check that you opened the whole link of the mail.",
        ),
        Kind::Gone if error.code() == "link.expired" => (
            StatusCode::GONE,
            "This link has expired",
            "Ask whoever looks after your account for a new one.",
        ),
        Kind::Gone => (
            StatusCode::GONE,
            "This link no longer works",
            "It was used already, or a later mail has replaced it.",
        ),
        Kind::Conflict => (
            StatusCode::CONFLICT,
            "This address is taken",
            "Somebody else signs in with it by now. Nothing has changed.",
        ),
        Kind::Unavailable => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Please try again in a moment",
            "Nothing is lost: open the link once more.",
        ),
        _ => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong on our side",
            "Nothing has changed. Please try again later.",
        ),
    };
    if status.is_server_error() {
        tracing::error!(%error, cause = ?error.source(), "a page could not be shown");
    }
    page(status, &Notice { title, text })
}
