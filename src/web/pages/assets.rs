//! The one style sheet.

use axum::response::{IntoResponse, Response};
use http::header;

/// `GET /assets/muster.css`: readers' browsers, from every page.
pub(super) async fn style() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, include_str!("assets/muster.css")).into_response()
}
