//! What programs of an account ask describes itself: a document made of the routes, and a page made of
//! the document.

#[expect(
    clippy::indexing_slicing,
    reason = "an absent key of a JSON value reads as null and is made when it is written"
)]
mod complete;
#[expect(
    clippy::indexing_slicing,
    reason = "an absent key of a JSON value reads as null"
)]
mod page;
#[expect(
    clippy::indexing_slicing,
    reason = "an absent key of a JSON value reads as null and is made when it is written"
)]
mod refusals;
#[expect(
    clippy::indexing_slicing,
    reason = "an absent key of a JSON value reads as null"
)]
mod shape;

#[cfg(test)]
mod tests;

use crate::state::WebState;
use crate::{admin, authzen};
use complete::complete;
pub use page::routes;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;

/// Every route that the document describes.
fn described() -> OpenApiRouter<WebState> {
    admin::described()
        .merge(authzen::decisions())
        .merge(authzen::metadata())
}

/// The document.
pub fn document() -> Value {
    complete(&described().into_openapi())
}
