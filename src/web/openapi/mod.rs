//! The admin API describes itself: a document made of the routes, and a page made of the document.

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
    reason = "an absent key of a JSON value reads as null"
)]
mod shape;

pub use complete::complete;
#[cfg(test)]
pub(crate) use page::page;
pub use page::routes;
