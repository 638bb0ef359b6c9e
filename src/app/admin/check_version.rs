//! `If-Match` on writes of the admin API, compared as SCIM compares it.

use crate::error::{Failure, Kind};
use muster_scim::etag;

/// It has changed since the caller looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it has changed since the version that If-Match names; read it again")]
pub struct Stale;

impl Failure for Stale {
    fn kind(&self) -> Kind {
        Kind::Precondition
    }

    fn code(&self) -> &'static str {
        "resource.changed"
    }
}

/// Refuses a change of another version than the header names; without a header any will do. The row
/// is locked, so of two writers one is told.
pub fn check_version(version: i64, if_match: Option<&str>) -> Result<(), Stale> {
    match if_match {
        Some(header) if !etag::if_match(header, version) => Err(Stale),
        _ => Ok(()),
    }
}
