//! What guests see: whoever is from within nothing, of several records the one that they were assigned
//! to first, and of a record's guests the first ones.

use super::crew::Sailor;
use super::desk::{Desk, Key};
use std::collections::HashMap;

/// How many guests a record may have in the end.
pub(super) const SEATS: usize = 2;

/// What becomes of each assignment of a guest: `seated`, or why it shows them nothing.
pub(super) struct Guests(HashMap<(String, Key), &'static str>);

impl Guests {
    /// Looks at every record; whoever has left, is from within, or sees another one, keeps their place.
    pub(super) fn of(desk: &Desk, crew: &[Sailor]) -> Self {
        let find = |id: &str| crew.iter().find(|one| one.is_guest(id));
        let mut cases = HashMap::new();
        for guest in crew.iter().filter(|one| one.visibility == "single") {
            let first = desk.own(&guest.id).next();
            for key in desk.own(&guest.id) {
                let before = desk.assigned_to(key).take_while(|held| *held != guest.id);
                let before: Vec<&Sailor> = before.filter_map(find).collect();
                let has_left = |one: &&Sailor| one.standing == "deactivated";
                let case = if first != Some(key) {
                    "of another record"
                } else if guest.is_from_within() {
                    "from within"
                } else if before.len() < SEATS {
                    "seated"
                } else if before.iter().take(SEATS).any(has_left) {
                    "behind one who has left"
                } else {
                    "behind the others"
                };
                cases.insert((guest.id.clone(), key), case);
            }
        }
        Self(cases)
    }

    /// Which case a guest is who is asked about this record; nothing where they are not assigned to it.
    pub(super) fn case(&self, guest: &str, key: Key) -> Option<&'static str> {
        self.0.get(&(guest.to_owned(), key)).copied()
    }

    /// Says of a guest what they see, and what they are asked about: as often their first record as
    /// any other.
    pub(super) fn seat(&self, desk: &Desk, guest: &mut Sailor) {
        let first = desk.own(&guest.id).next();
        let counts = |key: &Key| self.case(&guest.id, *key) == Some("seated");
        guest.seen = first.filter(counts).into_iter().collect();
        let others = guest.near.len();
        let first = std::iter::repeat_n(first, others).flatten();
        guest.near.extend(first);
    }
}
