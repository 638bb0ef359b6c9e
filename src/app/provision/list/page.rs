//! A page, as it was found.

use super::cursor::Cursors;
use super::place::{Place, Spot};
use super::row::Row;
use muster_scim::error::Error as ScimError;
use muster_scim::list::Neighbours;

/// A page, as it was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many resources there are in all.
    pub(super) total: u64,
    /// Where the page begins and ends; both are absent when there is nothing in it.
    pub(super) edges: Option<(Spot, Spot)>,
    /// The resources of the page.
    pub(super) rows: Vec<Row>,
    /// Whether anything stands before the page.
    pub(super) before: bool,
    /// Whether anything stands after it.
    pub(super) after: bool,
}

impl Found {
    /// The cursors of the pages beside this one (RFC 9865 2).
    ///
    /// A page can be empty in the middle of a walk when everything on that side was deleted; the
    /// way back then begins at the edge of the list.
    pub(super) fn neighbours(&self, cursors: &Cursors<'_>) -> Result<Neighbours, ScimError> {
        let (first, last) = self.edges.clone().unzip();
        let previous = self
            .before
            .then(|| first.map_or(Place::End, Place::Before))
            .map(|place| cursors.write(&place))
            .transpose()?;
        let next = self
            .after
            .then(|| last.map_or(Place::Start, Place::After))
            .map(|place| cursors.write(&place))
            .transpose()?;
        Ok(Neighbours { previous, next })
    }
}
