//! Access and status together: under `no_access` the one follows from the other.

use super::compile::compiled;
use super::rulebook::Rulebook;
use muster_model::access::{Access, Compiled, NothingLeft, SeenGroup};
use muster_model::actor::Actor;
use muster_model::people::{Person, Status};

/// What becomes of somebody's status because of what they are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Nothing is left: their access ends.
    Ends,
    /// There is something again: they are back.
    Returns,
}

impl Turn {
    /// The status of this person once it is done.
    pub(super) fn status(self, person: &Person) -> Status {
        match self {
            Self::Ends => Status::Deactivated,
            Self::Returns if person.activated_at.is_some() => Status::Active,
            Self::Returns => Status::Invited,
        }
    }
}

/// Compiles one person who is in these groups and until now had this access, and says what becomes
/// of their status; pure, so that a preview and the real one are the same computation.
///
/// Rules may ask for `active`. What somebody is given once they are back decides whether they come
/// back, and what is answered is what they have when the turn is done: compiled again, it stays.
pub(super) fn settled(
    had: Option<&Access>,
    person: &Person,
    groups: &[SeenGroup],
    rulebook: &Rulebook,
) -> (Compiled, Option<Turn>) {
    let once_it_is = |turn: Turn| {
        let mut person = person.clone();
        person.status = turn.status(&person);
        compiled(&person, groups, rulebook)
    };
    if may_return(person) {
        let back = once_it_is(Turn::Returns);
        if !back.access.is_nothing() {
            return (back, Some(Turn::Returns));
        }
    }
    let now = compiled(person, groups, rulebook);
    // The default role is everybody's: who has it alone was given nothing.
    let had_something = had.is_some_and(Access::is_more_than_the_default);
    // An owner has everything, always.
    let may_end = person.status.reads_active() && !person.owner && had_something;
    let ends = rulebook.policy().nothing_left == Some(NothingLeft::NoAccess);
    if ends && may_end && now.access.is_nothing() {
        return (once_it_is(Turn::Ends), Some(Turn::Ends));
    }
    (now, None)
}

/// Whether somebody comes back with the next thing that is given: what people or directories ended
/// is not begun anew.
fn may_return(person: &Person) -> bool {
    person.status == Status::Deactivated
        && person.ended_by == Some(Actor::System)
        && (person.links.is_empty() || person.links.iter().any(|link| link.active))
}
