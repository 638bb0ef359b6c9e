//! Where in a list a page lies.

use super::listed::Kind;
use muster_scim::sort::SortBy;
use muster_store::Mark;
use std::cmp::Ordering;

/// One resource of a list, as a place from which a walk goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// What kind of resource it is.
    pub(super) kind: Kind,
    /// What it is sorted by, and its id.
    pub(super) mark: Mark,
}

impl Spot {
    /// The order of a list: by key, then by kind, then by id.
    pub(super) fn compare(&self, other: &Self, sort: Option<&SortBy>) -> Ordering {
        let (one, two) = (self.mark.key.as_deref(), other.mark.key.as_deref());
        sort.map_or(Ordering::Equal, |sort| sort.order(one, two))
            .then(self.kind.cmp(&other.kind))
            .then(self.mark.id.cmp(&other.mark.id))
    }
}

/// Where in a list a page lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// After so many resources: a page by index.
    Skip(u64),
    /// At the beginning.
    Start,
    /// After this resource, whether or not it is still there.
    After(Spot),
    /// Just before this resource, whether or not it is still there.
    Before(Spot),
    /// At the end.
    End,
}

impl Place {
    /// The walk goes against the order of the list.
    pub(super) fn is_backwards(&self) -> bool {
        matches!(self, Self::Before(_) | Self::End)
    }

    /// How many resources are passed over first.
    pub(super) fn skipped(&self) -> u64 {
        match self {
            Self::Skip(many) => *many,
            _ => 0,
        }
    }

    /// The place where a walk that came from here goes on, when it stands at this resource.
    pub(super) fn beyond(&self, spot: Spot) -> Self {
        if self.is_backwards() {
            Self::Before(spot)
        } else {
            Self::After(spot)
        }
    }
}
