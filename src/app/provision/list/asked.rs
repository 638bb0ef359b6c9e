//! Which part of a list is asked for.

use super::cursor::Cursors;
use super::place::Place;
use muster_scim::error::Error as ScimError;
use muster_scim::paging::Paging;

/// Which part of a list is asked for.
pub(super) struct Asked {
    /// Where it lies.
    pub(super) place: Place,
    /// How many resources it has at most.
    pub(super) limit: u64,
    /// What the first page of the walk said of the total.
    pub(super) total: Option<u64>,
    /// Whether this page is to count.
    pub(super) counts: bool,
}

impl Asked {
    /// Reads where a page lies. A page by index counts, because it must say the total (RFC 7644
    /// 3.4.2); of a walk the first page does, and its cursors carry what it found (RFC 9865 2).
    pub(super) fn read(paging: &Paging, cursors: &Cursors<'_>) -> Result<Self, ScimError> {
        let first = |place, limit| Self {
            place,
            limit,
            total: None,
            counts: true,
        };
        Ok(match paging {
            Paging::Index(page) => first(Place::Skip(page.offset()), page.count),
            Paging::Cursor { token: None, count } => first(Place::Start, *count),
            Paging::Cursor {
                token: Some(token),
                count,
            } => {
                let (place, total) = cursors.read(token)?;
                Self {
                    place,
                    limit: *count,
                    total,
                    counts: false,
                }
            }
        })
    }
}
