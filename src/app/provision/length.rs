//! How long a key may be that a directory chooses.

use muster_model::people::fold;
use muster_scim::error::Error as ScimError;

/// The most bytes of a key that must be found as a whole. A row of PostgreSQL's index has room for
/// some 2,700 bytes; a directory's own keys have 36 to 64.
const MOST: usize = 1_000;

/// Refuses a key that is too long, in every profile and on both databases; what is held already
/// may stay, so that nothing else of its resource is held back.
pub(super) fn check(attribute: &str, value: &str, held: Option<&str>) -> Result<(), ScimError> {
    // A folded name can be longer than the name.
    let bytes = value.len().max(fold(value).len());
    if bytes <= MOST || held == Some(value) {
        return Ok(());
    }
    Err(ScimError::invalid_value(format!(
        "{attribute} is too long: it has {bytes} bytes, and {MOST} are the most"
    )))
}
