//! The page of a list whose resources are seen in any order: only what may belong to it is kept.

use super::place::{Place, Spot};
use muster_scim::sort::SortBy;
use std::cmp::Ordering;

/// Spots beyond twice the page that are kept before they are sorted and cut.
const SLACK: usize = 1_000;

/// What may belong to a page, of all that was seen so far.
pub(super) struct Kept<'a> {
    place: &'a Place,
    limit: u64,
    sort: Option<&'a SortBy>,
    /// How many spots are enough to tell the page.
    enough: usize,
    spots: Vec<Spot>,
    /// How many were seen.
    total: u64,
    /// How many of them lie behind the place.
    behind: u64,
}

/// A page that was told from all that was seen.
pub(super) struct KeptPage {
    /// What it holds, in the order of the list.
    pub(super) spots: Vec<Spot>,
    /// How many there are in all.
    pub(super) total: u64,
    /// Whether anything stands before the page.
    pub(super) is_more_before: bool,
    /// Whether anything stands after it.
    pub(super) is_more_after: bool,
}

impl<'a> Kept<'a> {
    /// Nothing was seen yet of a list in which this page is wanted.
    pub(super) fn new(place: &'a Place, limit: u64, sort: Option<&'a SortBy>) -> Self {
        let enough = place.skipped().saturating_add(limit);
        Self {
            place,
            limit,
            sort,
            enough: usize::try_from(enough).unwrap_or(usize::MAX),
            spots: Vec::new(),
            total: 0,
            behind: 0,
        }
    }

    /// One more resource of the list.
    pub(super) fn add(&mut self, spot: Spot) {
        self.total += 1;
        let is_ahead = match self.place {
            Place::Skip(_) | Place::Start | Place::End => true,
            Place::After(mark) => spot.compare(mark, self.sort) == Ordering::Greater,
            Place::Before(mark) => spot.compare(mark, self.sort) == Ordering::Less,
        };
        if !is_ahead {
            self.behind += 1;
            return;
        }
        self.spots.push(spot);
        if self.spots.len() > self.enough.saturating_mul(2).saturating_add(SLACK) {
            self.cut();
        }
    }

    /// Sorts what is kept and forgets what cannot be on the page.
    fn cut(&mut self) {
        let sort = self.sort;
        let spots = &mut self.spots;
        spots.sort_unstable_by(|one, other| one.compare(other, sort));
        if self.place.is_backwards() {
            spots.drain(..spots.len().saturating_sub(self.enough));
        } else {
            spots.truncate(self.enough);
        }
    }

    /// The page, when everything was seen.
    pub(super) fn into_page(mut self) -> KeptPage {
        self.cut();
        let ahead = self.total - self.behind;
        let passed = self.place.skipped().min(ahead);
        let skipped = usize::try_from(passed).unwrap_or(usize::MAX);
        let spots: Vec<Spot> = self.spots.into_iter().skip(skipped).collect();
        let is_more_ahead = self.limit > 0 && passed + (spots.len() as u64) < ahead;
        let is_more_behind = self.limit > 0 && self.behind > 0;
        let (is_more_before, is_more_after) = if self.place.is_backwards() {
            (is_more_ahead, is_more_behind)
        } else {
            (is_more_behind, is_more_ahead)
        };
        KeptPage {
            spots,
            total: self.total,
            is_more_before,
            is_more_after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, KeptPage, Place, SLACK, SortBy, Spot};
    use crate::provision::list::listed::Kind;
    use muster_scim::schema;
    use muster_store::Mark;
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
        let spots = [
            user(None, 1),
            user(Some("b"), 2),
            user(Some("a"), 3),
            spot(Kind::Group, Some("a"), 4),
            user(Some("a"), 5),
        ];
        let mut kept = Kept::new(place, 2, Some(&sort));
        for spot in spots {
            kept.add(spot);
        }
        ids(&kept.into_page())
    }

    fn ids(page: &KeptPage) -> Vec<u128> {
        let spots = page.spots.iter();
        spots.map(|spot| spot.mark.id.as_u128()).collect()
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

    #[test]
    fn of_a_long_list_only_what_may_be_on_the_page_is_kept() {
        let (sort, all) = (by("ascending"), 10_000);
        let key = |id: u128| format!("{:05}", id * 7_919 % all);
        let stands_at = |rank: u128| (0..all).find(|id| key(*id) == format!("{rank:05}"));
        let mark = |rank| {
            let id = stands_at(rank).unwrap();
            user(Some(&key(id)), id)
        };
        for (place, first, before, after) in [
            (Place::Start, 0, false, true),
            (Place::Skip(9_998), 9_998, false, false),
            (Place::After(mark(4_999)), 5_000, true, true),
            (Place::Before(mark(5_000)), 4_998, true, true),
            (Place::End, 9_998, true, false),
        ] {
            let mut kept = Kept::new(&place, 2, Some(&sort));
            for id in 0..all {
                kept.add(user(Some(&key(id)), id));
                assert!(kept.spots.len() <= 2 * kept.enough + SLACK);
            }
            let page = kept.into_page();
            let expected = [first, first + 1].map(|rank| stands_at(rank).unwrap());
            assert_eq!(ids(&page), expected, "{place:?}");
            let more = (page.is_more_before, page.is_more_after);
            assert_eq!((page.total, more), (10_000, (before, after)), "{place:?}");
        }
    }
}
