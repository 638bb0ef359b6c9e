//! What must be true of assignments after each step: by what was asked and whether it was done, and not
//! by the rows that Muster made of it.

use super::acts::{Act, DIRECTORIES, Verb};
use super::desk::{Assignment, CaseGroup, DeskAct, GUARDS, Key};
use super::draw::OWN;
use super::facts::{Facts, Person};
use super::ledger::Done;
use super::slow::{evaluate, is_kept};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What one of the acts says of assignments, and that it was done.
enum Word<'a> {
    Assign(Uuid, &'a Key, bool),
    Unassign(Uuid),
    /// A directory names the record of a guest, or none.
    Guest(Uuid, Uuid, Option<Key>),
    /// A directory writes somebody anew, and leaves it out.
    Anew(Uuid, Uuid),
    /// A directory deletes somebody, whom another one may keep.
    LetGo(Uuid, Uuid),
    /// Somebody joins, and what a directory had said of them counts from now on.
    Joined(Uuid, Key),
}

/// Asks whether the rows follow from what was done.
pub(super) fn follow(before: &Facts, after: &Facts, done: &Done<'_>, about: &str) {
    let words = words(before, done);
    let is_new = |one: &&Assignment| !before.desk.assigned.iter().any(|was| was.id == one.id);
    let new: Vec<&Assignment> = after.desk.assigned.iter().filter(is_new).collect();
    for one in &new {
        let makers = words.iter().filter(|word| makes(word, one));
        let why = makers.flat_map(|word| {
            let moves = !matches!(word, Word::Assign(_, _, false));
            [before, after].map(|facts| refusal(facts, one.person, &one.record, moves))
        });
        let why: Vec<_> = why.collect();
        assert!(!why.is_empty(), "nobody assigned {one:?}, {about}");
        assert!(
            why.contains(&None),
            "{one:?} should be refused with {why:?}, {about}"
        );
    }
    for was in &before.desk.assigned {
        let stays = after.desk.assigned.iter().any(|one| one.id == was.id);
        let gone = after.person(was.person).is_none();
        let taken = words.iter().any(|word| takes(before, after, word, was));
        assert!(stays || gone || taken, "who took away {was:?}, {about}");
    }
    for one in &after.desk.assigned {
        assert!(
            after.person(one.person).is_some(),
            "of nobody: {one:?}, {about}"
        );
    }
    for (at, word) in words.iter().enumerate() {
        // What the other one takes back may be gone.
        let others = words.iter().enumerate().filter(|(held, _)| *held != at);
        let others: Vec<&Word<'_>> = others.map(|(_, word)| word).collect();
        stands((before, after), word, &others, about);
    }
    refused(before, after, done, about);
    guests(before, after, &new, about);
    groups(before, after, done, about);
}

/// What was asked, and done.
fn words<'a>(before: &Facts, done: &'a Done<'_>) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    for (act, answer) in done.acts.iter().zip(&done.answers) {
        if let Act::Join(person, ..) = act {
            let row = before.person(*person);
            let said = row.and_then(|row| row.profile[OWN]["guestRecord"].as_str());
            words.extend(
                said.and_then(meant)
                    .map(|record| Word::Joined(*person, record)),
            );
        }
        let Some(answer) = answer else { continue };
        match act {
            Act::Desk(DeskAct::Assign(person, record, moves)) if !is_refused(answer) => {
                words.push(Word::Assign(*person, record, *moves));
            }
            Act::Desk(DeskAct::Unassign(id)) if !is_refused(answer) => {
                words.push(Word::Unassign(*id));
            }
            Act::Scim(by, verb, path, body) if path.starts_with("/Users") => {
                let connection = before.connection(DIRECTORIES[*by]).id;
                let told = path.trim_start_matches("/Users/").parse().ok();
                let person = told.or_else(|| answer["id"].as_str()?.parse().ok());
                let person = person.expect("an id");
                match (said(body), verb) {
                    (_, Verb::Delete) => words.push(Word::LetGo(person, connection)),
                    (Some(word), _) => words.push(Word::Guest(person, connection, meant(&word))),
                    (None, Verb::Put) => words.push(Word::Anew(person, connection)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    words
}

fn is_refused(answer: &Value) -> bool {
    answer["refused"].is_string()
}

/// What a request says of the record of a guest; nothing when it does not name it.
fn said(body: &Value) -> Option<String> {
    let text = |word: &Value| word.as_str().unwrap_or_default().to_owned();
    let Some(operations) = body.as_array() else {
        return body[OWN].get("guestRecord").map(text);
    };
    let of = |operation: &Value| match operation["path"].as_str() {
        None => operation["value"][OWN].get("guestRecord").map(text),
        Some(path) => (path == format!("{OWN}:guestRecord")).then(|| text(&operation["value"])),
    };
    operations.iter().filter_map(of).next_back()
}

/// The record that a word means; one by which nobody is assigned is none.
fn meant(word: &str) -> Option<Key> {
    let (entity, id) = word.split_once(':').unwrap_or(("boat", word));
    (!word.is_empty()).then(|| (entity.to_owned(), id.to_owned()))
}

fn makes(word: &Word<'_>, one: &Assignment) -> bool {
    match word {
        Word::Assign(person, record, _) => {
            *person == one.person && **record == one.record && one.connection.is_none()
        }
        Word::Guest(person, connection, record) => {
            *person == one.person
                && record.as_ref() == Some(&one.record)
                && one.connection == Some(*connection)
        }
        Word::Joined(person, record) => {
            *person == one.person && *record == one.record && one.connection.is_some()
        }
        Word::Unassign(_) | Word::Anew(..) | Word::LetGo(..) => false,
    }
}

/// Whether a word may take this away: a guest leaves every other record for one that is named, anybody
/// else those of the directory that speaks. Whoever is gone is taken off by hand alone.
fn takes(before: &Facts, after: &Facts, word: &Word<'_>, was: &Assignment) -> bool {
    let is_guest = [before, after]
        .iter()
        .any(|facts| visibility(facts, was.person) == "single");
    let stays_gone = is_gone(before, was.person) && is_gone(after, was.person);
    match word {
        Word::Assign(person, record, moves) => {
            *moves && is_guest && *person == was.person && **record != was.record
        }
        Word::Unassign(id) => *id == was.id,
        Word::Guest(person, connection, record) => {
            let own = was.connection == Some(*connection);
            let for_another = is_guest && record.is_some();
            let other = record.as_ref() != Some(&was.record) && (own || for_another);
            *person == was.person && other && !stays_gone
        }
        Word::Anew(person, connection) => {
            *person == was.person && was.connection == Some(*connection) && !stays_gone
        }
        Word::LetGo(person, connection) => {
            let own = was.connection == Some(*connection);
            *person == was.person && own && !stays_gone
        }
        Word::Joined(person, record) => *person == was.person && *record != was.record,
    }
}

fn is_gone(facts: &Facts, person: Uuid) -> bool {
    let row = facts.person(person);
    row.is_some_and(|row| row.status == "deactivated")
}

/// What was done stands, unless the other one undid it.
fn stands((before, after): (&Facts, &Facts), word: &Word<'_>, others: &[&Word<'_>], about: &str) {
    let is_there =
        |person: &Uuid, record: &Key| after.desk.of(*person).any(|one| one.record == *record);
    let undone = |person: &Uuid, record: &Key| {
        let all = before.desk.assigned.iter().chain(&after.desk.assigned);
        let mut same = all.filter(|one| one.person == *person && one.record == *record);
        let by_id = same.any(|one| others.iter().any(|word| takes(before, after, word, one)));
        let by_move = others.iter().any(|word| match word {
            Word::Assign(held, _, _)
            | Word::Guest(held, ..)
            | Word::Joined(held, _)
            | Word::LetGo(held, _)
            | Word::Anew(held, _) => held == person,
            Word::Unassign(_) => false,
        });
        by_id || by_move || after.person(*person).is_none()
    };
    match word {
        Word::Assign(person, record, _) => {
            let fine = is_there(person, record) || undone(person, record);
            assert!(fine, "{person} is not assigned to {record:?}, {about}");
        }
        Word::Unassign(id) => {
            let gone = after.desk.assigned.iter().all(|one| one.id != *id);
            assert!(gone, "{id} is still there, {about}");
        }
        Word::Guest(person, connection, record) => {
            let kept = |facts: &Facts| is_kept(facts, *connection, "scope", "console");
            if kept(before) || kept(after) {
                return;
            }
            let Some(record) = record else {
                is_let_go((before, after), (*person, *connection), others, about);
                return;
            };
            let looks = [before, after];
            let looks = looks.iter().filter(|facts| facts.person(*person).is_some());
            let mut why = looks.map(|facts| refusal(facts, *person, record, true));
            if why.all(|why| why.is_none()) {
                let fine = is_there(person, record) || undone(person, record);
                assert!(fine, "{person} is not put to {record:?}, {about}");
            }
        }
        Word::LetGo(person, connection) => {
            is_let_go((before, after), (*person, *connection), others, about);
        }
        Word::Joined(..) | Word::Anew(..) => {}
    }
}

/// Nothing is left that this directory assigned, but of somebody who is gone.
fn is_let_go(
    (before, after): (&Facts, &Facts),
    (person, connection): (Uuid, Uuid),
    others: &[&Word<'_>],
    about: &str,
) {
    let away = [before, after].iter().any(|facts| is_gone(facts, person));
    let mut held = after.desk.of(person);
    let none = held.all(|one| one.connection != Some(connection));
    let fine = none || away || !others.is_empty();
    assert!(fine, "{person} keeps it, {about}");
}

/// Why somebody is not assigned to a record, as the rules say it; nothing when they are.
fn refusal(facts: &Facts, person: Uuid, record: &Key, moves: bool) -> Option<&'static str> {
    let Some(row) = facts.person(person) else {
        return Some("person.not_found");
    };
    if record.0 == "cargo" {
        return Some("assignment.record");
    }
    let mut others = facts.desk.of(person).filter(|one| one.record != *record);
    let seen = visibility(facts, person);
    let joined = row.status == "active" || row.activated;
    if row.status == "deactivated" {
        return Some("assignment.gone");
    }
    if seen != "all" && facts.desk.once_registered && !joined {
        return Some("assignment.not_registered");
    }
    if seen != "single" {
        return None;
    }
    if is_of_the_house(row) {
        return Some("assignment.own_domain");
    }
    if !moves && others.next().is_some() {
        return Some("assignment.elsewhere");
    }
    let there = facts.desk.assigned.iter();
    let there = there.filter(|one| one.record == *record && one.person != person);
    let there = there.filter(|one| visibility(facts, one.person) == "single");
    let full = i64::try_from(there.count()).expect("a count") >= facts.desk.guests;
    full.then_some("assignment.full")
}

fn visibility(facts: &Facts, person: Uuid) -> String {
    let row = facts.person(person);
    row.map_or_else(String::new, |row| {
        let seen = evaluate(facts, row)["visibility"].clone();
        seen.as_str().expect("a word").to_owned()
    })
}

/// Whether somebody's address lies in the domain of the account.
pub(super) fn is_of_the_house(person: &Person) -> bool {
    person.user_name.ends_with("@example.com")
}

/// The guests who are assigned to a record, the oldest first; gone ones keep their place.
pub(super) fn guests_of<'f>(facts: &'f Facts, record: &'f Key) -> impl Iterator<Item = Uuid> + 'f {
    let there = facts.desk.assigned.iter();
    let there = there.filter(move |one| one.record == *record);
    let guests = there.filter(|one| visibility(facts, one.person) == "single");
    guests.map(|one| one.person)
}

/// Who is refused by a guard is so by the one that says no, before or after.
fn refused(before: &Facts, after: &Facts, done: &Done<'_>, about: &str) {
    for (act, answer) in done.acts.iter().zip(&done.answers) {
        let (Act::Desk(DeskAct::Assign(person, record, moves)), Some(answer)) = (act, answer)
        else {
            continue;
        };
        let code = answer["refused"].as_str().unwrap_or_default();
        if GUARDS.contains(&code) {
            let why = [before, after].map(|facts| refusal(facts, *person, record, *moves));
            assert!(why.contains(&Some(code)), "{code} and not {why:?}, {about}");
        }
        if code == "assignment.not_a_guest" {
            let wide = |facts: &&Facts| visibility(facts, *person) != "single";
            let wide = [before, after].iter().any(wide);
            assert!(*moves && wide, "a guest is moved, {about}");
        }
    }
}

/// A guest who is assigned is from outside, to this record alone, and one of so many.
fn guests(before: &Facts, after: &Facts, new: &[&Assignment], about: &str) {
    let is_guest = |person: Uuid| {
        let looks = [before, after];
        looks
            .iter()
            .all(|facts| visibility(facts, person) == "single")
    };
    for one in new.iter().filter(|one| is_guest(one.person)) {
        let row = after.person(one.person).expect("somebody");
        assert!(!is_of_the_house(row), "from within: {one:?}, {about}");
        assert_eq!(after.desk.of(one.person).count(), 1, "{one:?}, {about}");
        let there = after
            .desk
            .assigned
            .iter()
            .filter(|held| held.record == one.record);
        let there = there.filter(|held| is_guest(held.person)).count();
        let most = before.desk.guests.max(after.desk.guests);
        assert!(
            i64::try_from(there).expect("a count") <= most,
            "{there} guests: {one:?}, {about}"
        );
    }
}

/// The case groups are what was asked, in one order or the other.
fn groups(before: &Facts, after: &Facts, done: &Done<'_>, about: &str) {
    let mut could_be = Vec::new();
    for order in [[0, 1], [1, 0]] {
        let mut groups = before.desk.groups.clone();
        for at in order {
            if let (Act::Desk(act), Some(answer)) = (&done.acts[at], &done.answers[at])
                && !is_refused(answer)
            {
                change(&mut groups, act, answer);
            }
        }
        for group in groups.values_mut() {
            group
                .people
                .retain(|person| after.person(*person).is_some());
        }
        could_be.push(groups);
    }
    let is = &after.desk.groups;
    assert!(
        could_be.contains(is),
        "case groups are {is:#?}\nand not {:#?}, {about}",
        could_be[0]
    );
}

fn change(groups: &mut BTreeMap<Uuid, CaseGroup>, act: &DeskAct, answer: &Value) {
    match act {
        DeskAct::Group(group) => {
            let id = answer["id"].as_str().and_then(|id| id.parse().ok());
            groups.insert(id.expect("an id"), group.clone());
        }
        DeskAct::Regroup(id, name, add, remove) => {
            let Some(group) = groups.get_mut(id) else {
                return;
            };
            group.name = name.clone().unwrap_or_else(|| group.name.clone());
            let old = group.clone();
            // Who comes and goes at once: what was there goes, what is new comes.
            group.people.retain(|one| !remove.people.contains(one));
            group.records.retain(|one| !remove.records.contains(one));
            group.people.extend(add.people.difference(&old.people));
            group
                .records
                .extend(add.records.difference(&old.records).cloned());
        }
        DeskAct::Ungroup(id) => drop(groups.remove(id)),
        DeskAct::Assign(..) | DeskAct::Unassign(_) => {}
    }
}
