//! A page, as it was found.

use super::cursor::Cursors;
use super::place::{Place, Spot};
use super::row::Row;
use muster_scim::error::Error as ScimError;
use muster_scim::list::Neighbours;

/// A page, as it was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many resources there are in all, when they were counted.
    pub(super) total: Option<u64>,
    /// The resources of the page.
    pub(super) rows: Vec<Row>,
    /// Where the page before this one lies; nothing on the first page.
    pub(super) previous: Option<Place>,
    /// Where the page after this one lies; nothing on the last page.
    pub(super) next: Option<Place>,
}

impl Found {
    /// Says where the pages beside this one lie, if there is anything on these sides.
    ///
    /// A page can be empty in the middle of a walk when everything on that side was deleted; the
    /// way back then begins at the edge of the list.
    pub(super) fn beside(
        &mut self,
        edges: Option<(Spot, Spot)>,
        is_more_before: bool,
        is_more_after: bool,
    ) {
        let (first, last) = edges.unzip();
        self.previous = is_more_before.then(|| first.map_or(Place::End, Place::Before));
        self.next = is_more_after.then(|| last.map_or(Place::Start, Place::After));
    }

    /// The cursors of the pages beside this one (RFC 9865 2).
    pub(super) fn neighbours(
        &self,
        cursors: &Cursors<'_>,
        total: Option<u64>,
    ) -> Result<Neighbours, ScimError> {
        let write = |place: &Option<Place>| {
            let place = place.as_ref();
            place.map(|place| cursors.write(place, total)).transpose()
        };
        Ok(Neighbours {
            previous: write(&self.previous)?,
            next: write(&self.next)?,
        })
    }
}
