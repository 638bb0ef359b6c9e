//! What must be true of everybody's status, whatever was done.

use super::acts::Act;
use super::facts::{Facts, Person};
use super::slow::{evaluate, is_nothing};

/// What is wrong with where somebody stands, by the rows alone; nothing when all is well.
pub(super) fn wrong(facts: &Facts, person: &Person) -> Option<&'static str> {
    let reads_active = reads_active(person);
    let by_itself = person.ended_by.as_deref() == Some("system");
    let by_a_directory = person.ended_by.as_deref() == Some("connection");
    let may_return = person.links.is_empty() || person.called_active;
    let known = !person.links.is_empty();
    let wrongs = [
        (
            (person.status == "deactivated") != person.ended_by.is_some(),
            "somebody ended the access of whom it is away, and of nobody else",
        ),
        (
            person.owner && !reads_active,
            "an owner's access never ends",
        ),
        (
            (person.status == "active") != (person.activated && reads_active),
            "active is who has joined",
        ),
        (
            by_a_directory && person.called_active,
            "a directory ends no access while another one says active",
        ),
        (
            reads_active && known && !person.called_active && !person.owner,
            "whom no directory calls active any more has left",
        ),
        (
            person.status == "no_access" && person.called_active,
            "whom a directory calls active is invited",
        ),
        (
            facts.ends_with_nothing()
                && by_itself
                && may_return
                && !is_nothing(&evaluate(facts, person)),
            "what Muster took away itself comes back with the next thing that is given",
        ),
    ];
    wrongs.into_iter().find(|(is, _)| *is).map(|(_, why)| why)
}

/// What is wrong with how somebody came to stand there; `before` is how they stood before the acts.
pub(super) fn wrongly(
    (before, after): (&Facts, &Facts),
    (was, is): (&Person, &Person),
    acts: &[Act],
) -> Option<&'static str> {
    let named = acts.iter().any(|act| act.names(is.id));
    let steady = !acts.iter().any(Act::lays_down);
    let ends = before.ends_with_nothing() && after.ends_with_nothing() && steady;
    let nobody_ends = !before.ends_with_nothing() && !after.ends_with_nothing() && steady;
    if nobody_ends && !named && was.status != is.status {
        return Some("nobody's status changes unless somebody names them");
    }
    let had_something = !is_nothing(&evaluate(before, was)) && reads_active(was);
    let has_nothing = is_nothing(&evaluate(after, is));
    if ends && !named && had_something && has_nothing && reads_active(is) && !is.owner {
        return Some("access ends with the last thing that is given");
    }
    None
}

pub(super) fn reads_active(person: &Person) -> bool {
    ["invited", "active"].contains(&person.status.as_str())
}
