//! What a guest sees, by the rows: the record that they were assigned to first, if they are from outside
//! and one of the first guests that it has.

use super::assigning::{guests_of, is_of_the_house};
use super::desk::Key;
use super::facts::{Facts, Person};

/// A guest, and what becomes of their first assignment.
pub(super) struct Guest<'f> {
    first: Option<&'f Key>,
    case: Case,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Within,
    Seated,
    InTheLastSeat,
    BehindTheOthers,
}

impl<'f> Guest<'f> {
    pub(super) fn of(facts: &'f Facts, person: &Person) -> Self {
        let first = facts.desk.of(person.id).next().map(|one| &one.record);
        let most = usize::try_from(facts.desk.guests).expect("a count");
        let place = first.and_then(|first| {
            let mut there = guests_of(facts, first);
            there.position(|id| id == person.id)
        });
        let case = match place {
            _ if is_of_the_house(person) => Case::Within,
            Some(place) if place + 1 == most => Case::InTheLastSeat,
            Some(place) if place >= most => Case::BehindTheOthers,
            _ => Case::Seated,
        };
        Self { first, case }
    }

    /// Whether they see this record by their assignment.
    pub(super) fn sees(&self, is: impl Fn(&Key) -> bool) -> bool {
        self.first.is_some_and(is) && matches!(self.case, Case::Seated | Case::InTheLastSeat)
    }

    /// Which case it is that they are asked about the record that they were assigned to first, where
    /// that tells something.
    pub(super) fn case(&self, is: impl Fn(&Key) -> bool) -> Option<&'static str> {
        self.first.filter(|first| is(first))?;
        Some(match self.case {
            Case::Within => "from within",
            Case::InTheLastSeat => "in the last seat",
            Case::BehindTheOthers => "behind the others",
            Case::Seated => return None,
        })
    }
}
