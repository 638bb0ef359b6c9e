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

#[cfg(test)]
mod tests {
    use super::{Kind, Mark, Place, Spot};
    use muster_scim::schema;
    use muster_scim::sort::SortBy;
    use uuid::Uuid;

    fn spot(kind: Kind, key: Option<&str>, id: u128) -> Spot {
        let key = key.map(str::to_owned);
        let id = Uuid::from_u128(id);
        Spot {
            kind,
            mark: Mark { key, id },
        }
    }

    fn user(key: Option<&str>, id: u128) -> Spot {
        spot(Kind::User, key, id)
    }

    fn by(order: &str) -> SortBy {
        let sort = SortBy::parse(schema::user(), Some("title"), Some(order));
        sort.unwrap().unwrap()
    }

    /// The ids of a page of two, by a sort.
    fn page(place: &Place, order: &str) -> Vec<u128> {
        let sort = by(order);
        let mut spots = vec![
            user(None, 1),
            user(Some("b"), 2),
            user(Some("a"), 3),
            spot(Kind::Group, Some("a"), 4),
            user(Some("a"), 5),
        ];
        spots.sort_by(|one, other| one.compare(other, Some(&sort)));
        let (start, end) = place.range(&spots, 2, Some(&sort));
        let page = spots[start..end].iter();
        page.map(|spot| spot.mark.id.as_u128()).collect()
    }

    #[test]
    fn ties_are_broken_by_kind_and_id_and_nobody_without_a_key_is_at_the_far_end() {
        let all = |order| {
            let pages = [0, 2, 4].map(|skip| page(&Place::Skip(skip), order));
            pages.concat()
        };
        assert_eq!(all("ascending"), [3, 5, 4, 2, 1]);
        assert_eq!(all("descending"), [1, 2, 3, 5, 4]);
    }

    #[test]
    fn a_walk_goes_on_beside_a_resource_that_is_gone() {
        let gone = user(Some("a"), 4);
        assert_eq!(page(&Place::After(gone.clone()), "ascending"), [5, 4]);
        assert_eq!(page(&Place::Before(gone.clone()), "ascending"), [3]);
        assert_eq!(page(&Place::After(gone.clone()), "descending"), [5, 4]);
        assert_eq!(page(&Place::Before(gone), "descending"), [2, 3]);
    }

    #[test]
    fn the_edges_of_a_list_end_its_pages() {
        assert_eq!(page(&Place::Start, "ascending"), [3, 5]);
        assert_eq!(page(&Place::End, "ascending"), [2, 1]);
        assert_eq!(page(&Place::Skip(u64::MAX), "ascending"), [0; 0]);
        assert_eq!(page(&Place::After(user(None, 9)), "ascending"), [0; 0]);
        assert_eq!(
            page(&Place::Before(user(Some("a"), 0)), "ascending"),
            [0; 0]
        );
    }
}
