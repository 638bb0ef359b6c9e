//! SCIM 2.0 (RFC 7643, RFC 7644) as pure functions over JSON.

pub mod datetime;
pub mod diff;
pub mod discovery;
mod draft;
pub mod error;
pub mod etag;
pub mod filter;
pub mod fold;
pub mod json;
pub mod list;
pub mod normalise;
pub mod paging;
pub mod patch;
pub mod path;
pub mod profile;
pub mod projection;
pub mod schema;
pub mod sort;
mod value;

pub use error::{Error, ScimType};

#[cfg(test)]
mod tests;
