//! `If-Match` (RFC 7644 3.14): the locked version decides, so that of two writers one is told 412.

use muster_scim::error::Error as ScimError;
use muster_scim::etag;

/// Refuses a change of another version than the header names.
pub(super) fn check(version: i64, if_match: Option<&str>) -> Result<(), ScimError> {
    match if_match {
        Some(header) if !etag::if_match(header, version) => Err(ScimError::precondition_failed(
            "the resource has changed; read it again and repeat the change",
        )),
        _ => Ok(()),
    }
}
