//! What must be true of everybody's status, whatever was done.

use super::acts::{Act, DIRECTORIES};
use super::facts::{Facts, Grant, Person};
use super::slow::{evaluate, is_nothing};
use uuid::Uuid;

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
            person.grants.iter().any(|grant| is_orphan(facts, grant)),
            "what is gone is granted to nobody",
        ),
        (
            person.grants.iter().any(is_no_pin),
            "an owner pins the role, how far the fleet reaches, record sets and visibility, and nothing else",
        ),
        (
            by_itself && may_return && !is_nothing(&evaluate(facts, person)),
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
    let told = |grant: &&Grant| {
        let mut acts = acts.iter();
        acts.any(|act| may_write((before, after), act, is, grant))
    };
    let gone = was.grants.iter().filter(|held| !is.grants.contains(held));
    let new = is.grants.iter().filter(|held| !was.grants.contains(held));
    if !gone.chain(new).all(|grant| told(&grant)) {
        return Some("a source gives and takes its own rows, and no others");
    }
    let named = acts.iter().any(|act| act.names(is.id));
    let steady = !acts.iter().any(Act::lays_down);
    let ends = before.ends_with_nothing() && after.ends_with_nothing() && steady;
    let nobody_ends = !before.ends_with_nothing() && !after.ends_with_nothing() && steady;
    let ended = |one: &Person| one.ended_by.as_deref() == Some("system");
    if nobody_ends && !named && !ended(was) && was.status != is.status {
        return Some("nobody's status changes unless somebody names them");
    }
    if nobody_ends && ended(is) && !ended(was) {
        return Some("Muster ends nobody's access by itself unless that is laid down");
    }
    // A human being may give access to whom nothing is left, and an owner keeps it.
    let by_a_human = acts.iter().any(|act| match act {
        Act::Reactivate(_) | Act::Transfer(..) | Act::Ask(_) => act.names(is.id),
        _ => false,
    });
    let had_something = !is_nothing(&evaluate(before, was)) && reads_active(was);
    let has_nothing = is_nothing(&evaluate(after, is));
    let keeps = by_a_human || is.owner;
    if ends && had_something && has_nothing && reads_active(is) && !keeps {
        return Some("access ends with the last thing that is given");
    }
    None
}

/// Whether a row of this source may come or go with an act.
fn may_write((before, after): (&Facts, &Facts), act: &Act, person: &Person, grant: &Grant) -> bool {
    match act {
        // A file removes what it does not name, and with it its rows.
        Act::Apply(_) => is_orphan(after, grant),
        Act::Policy(change) => change.may_write(grant),
        Act::Ask(ask) => grant.source["kind"] == ask.writes && act.names(person.id),
        Act::Give(about, _) => grant.source["kind"] == "manual" && *about == person.id,
        Act::Scim(by, ..) => {
            let connection = before.connection(DIRECTORIES[*by]).id.to_string();
            grant.source["connection"] == connection && act.names(person.id)
        }
        _ => false,
    }
}

/// Whether a grant names what is not there.
pub(super) fn is_orphan(facts: &Facts, grant: &Grant) -> bool {
    let id = grant.value.parse();
    let id: Option<Uuid> = id.ok();
    match grant.dimension.as_str() {
        "role" => !facts.roles.iter().any(|role| Some(role.id) == id),
        "workspace" if grant.value == "all" => false,
        "workspace" => !facts.workspaces.iter().any(|(held, _)| Some(*held) == id),
        "record_set" => {
            let set = grant.value.split_once('=').map(|(_, set)| set);
            let id = set.and_then(|set| set.parse::<Uuid>().ok());
            id.is_some_and(|id| !facts.sets.iter().any(|set| set.id == id))
        }
        "fleet_group" => !facts.fleet.iter().any(|group| Some(group.id) == id),
        _ => false,
    }
}

fn is_no_pin(grant: &Grant) -> bool {
    let one_decides = [
        "role",
        "fleet_access",
        "fleet_group",
        "record_set",
        "visibility",
    ];
    grant.source["kind"] == "pin" && !one_decides.contains(&grant.dimension.as_str())
}

pub(super) fn reads_active(person: &Person) -> bool {
    ["invited", "active"].contains(&person.status.as_str())
}
