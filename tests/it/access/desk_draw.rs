//! Draws who is assigned to what, and case groups.

use super::desk::{CaseGroup, DeskAct, Key};
use super::draw::{anybody, one_of, sample};
use super::facts::{Facts, Person};
use crate::support::Chance;
use uuid::Uuid;

/// The ids of records; two differ by their case alone.
pub(super) const IDS: [&str; 4] = ["r-1", "R-1", "r-2", "r-3"];

pub(super) const NAMES: [&str; 3] = ["Trial", "Appeal", "Audit"];

/// A record that somebody may be assigned to; now and then one by which nobody is.
fn record(chance: &mut Chance) -> Key {
    let (entity, id) = match chance.below(16) {
        0 => ("cargo", IDS[0]),
        1..=7 => ("boat", IDS[0]),
        _ => (*chance.pick(&["boat", "record"]), *chance.pick(&IDS)),
    };
    (entity.to_owned(), id.to_owned())
}

/// Mostly somebody who does not see every record.
fn somebody<'f>(chance: &mut Chance, facts: &'f Facts) -> Option<&'f Person> {
    let sees_some = |one: &&Person| {
        let access = one.compiled.as_ref();
        access.is_some_and(|access| access["visibility"].is_string())
    };
    let some: Vec<&Person> = facts.people.iter().filter(sees_some).collect();
    match one_of(chance, &some) {
        Some(one) if !chance.one_in(4) => Some(one),
        _ => anybody(chance, facts),
    }
}

pub(super) fn assign(chance: &mut Chance, facts: &Facts) -> Option<DeskAct> {
    let person = somebody(chance, facts)?.id;
    Some(DeskAct::Assign(person, record(chance), chance.one_in(3)))
}

pub(super) fn unassign(chance: &mut Chance, facts: &Facts) -> Option<DeskAct> {
    let one = one_of(chance, &facts.desk.assigned)?;
    Some(DeskAct::Unassign(one.id))
}

/// A case group comes, is another one, or goes.
pub(super) fn group(chance: &mut Chance, facts: &Facts) -> DeskAct {
    let ids: Vec<Uuid> = facts.desk.groups.keys().copied().collect();
    let name = (*chance.pick(&NAMES)).to_owned();
    let new = ids.len() < 2 && chance.one_in(2);
    let id = one_of(chance, &ids).filter(|_| !new).copied();
    let Some(id) = id else {
        return DeskAct::Group(CaseGroup {
            name,
            ..members(chance, facts)
        });
    };
    if chance.one_in(5) {
        return DeskAct::Ungroup(id);
    }
    let name = chance.one_in(4).then_some(name);
    DeskAct::Regroup(id, name, members(chance, facts), members(chance, facts))
}

fn members(chance: &mut Chance, facts: &Facts) -> CaseGroup {
    let most = chance.below(3);
    let people = sample(chance, &facts.people, most);
    let people = people.into_iter().map(|one| one.id).collect();
    let records = (0..chance.below(3)).map(|_| record(chance));
    let records = records.filter(|(entity, _)| entity != "cargo").collect();
    CaseGroup {
        people,
        records,
        ..CaseGroup::default()
    }
}

/// The word of a directory on the one record of a guest.
pub(super) fn guest_record(chance: &mut Chance) -> String {
    let (entity, id) = record(chance);
    match chance.below(5) {
        0 => String::new(),
        // Alone it means a boat, by which cargo is assigned.
        1 => id,
        _ => format!("{entity}:{id}"),
    }
}
