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
    /// Which of so many resources in order the page holds, when it holds so many at most.
    pub(super) fn range(
        &self,
        spots: &[Spot],
        limit: usize,
        sort: Option<&SortBy>,
    ) -> (usize, usize) {
        let all = spots.len();
        let at = |wanted: &Spot, with: bool| {
            spots.partition_point(|spot| match spot.compare(wanted, sort) {
                Ordering::Less => true,
                Ordering::Equal => with,
                Ordering::Greater => false,
            })
        };
        let forward = |start: usize| {
            let start = start.min(all);
            (start, all.min(start.saturating_add(limit)))
        };
        let back = |end: usize| (end.saturating_sub(limit), end);
        match self {
            Self::Skip(many) => forward(usize::try_from(*many).unwrap_or(usize::MAX)),
            Self::Start => forward(0),
            Self::After(spot) => forward(at(spot, true)),
            Self::Before(spot) => back(at(spot, false)),
            Self::End => back(all),
        }
    }
}
