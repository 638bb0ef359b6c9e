//! Who is assigned to what, outright and by case groups.

use super::boats::{CASE_GROUPS, IDS};
use crate::support::{App, Chance, Client};
use serde_json::json;

/// A record by its entity type and its id.
pub(super) type Key = (&'static str, &'static str);

/// What people can be assigned to.
const ASSIGNABLE: [&str; 4] = ["boat", "boat", "buoy", "crane"];

/// People and records under one name.
struct CaseGroup {
    id: String,
    name: &'static str,
    people: Vec<String>,
    records: Vec<Key>,
}

/// All assignments and all case groups.
pub(super) struct Desk {
    /// Whom, to what; the oldest first.
    assigned: Vec<(String, Key)>,
    groups: Vec<CaseGroup>,
}

/// To which more people are assigned than to any other, many of them first of all, so that they have
/// more guests than they may.
pub(super) const SOUGHT: [Key; 2] = [("boat", "b-1"), ("buoy", "b-3")];

fn key(chance: &mut Chance) -> Key {
    if chance.one_in(5) {
        return *chance.pick(&SOUGHT);
    }
    (*chance.pick(&ASSIGNABLE), *chance.pick(&IDS))
}

impl Desk {
    /// Lays down who is assigned to what, while everybody still sees everything.
    pub(super) async fn draw(
        app: &App,
        admin: &Client,
        chance: &mut Chance,
        people: &[String],
    ) -> Self {
        let mut assigned: Vec<(String, Key)> = Vec::new();
        let early = people.iter().filter(|_| chance.one_in(2));
        let early: Vec<String> = early.cloned().collect();
        let early = early
            .into_iter()
            .map(|person| (person, *chance.pick(&SOUGHT)));
        let mut wanted: Vec<(String, Key)> = early.collect();
        wanted.extend((0..people.len() * 5).map(|_| (chance.pick(people).clone(), key(chance))));
        for one in wanted {
            if assigned.contains(&one) {
                continue;
            }
            let (person, (entity, id)) = &one;
            let body = json!({"person": person, "record": {"type": entity, "id": id}});
            admin.post("/assignments", body).await.expect(201);
            app.advance_minutes(1);
            assigned.push(one);
        }
        let mut groups = Vec::new();
        for name in CASE_GROUPS {
            let people = people.iter().filter(|_| chance.one_in(4)).cloned();
            let people: Vec<String> = people.collect();
            let mut records: Vec<Key> = (0..chance.below(6)).map(|_| key(chance)).collect();
            records.sort_unstable();
            records.dedup();
            let each = records
                .iter()
                .map(|(entity, id)| json!({"type": entity, "id": id}));
            let each: Vec<_> = each.collect();
            let body = json!({"name": name, "people": people, "records": each});
            let id = admin.post("/case-groups", body).await.expect(201).id();
            groups.push(CaseGroup {
                id,
                name,
                people,
                records,
            });
        }
        Self { assigned, groups }
    }

    /// The case groups by id.
    pub(super) fn group_ids(&self) -> impl Iterator<Item = String> + '_ {
        self.groups.iter().map(|group| group.id.clone())
    }

    /// The case groups of somebody, by id and folded name.
    pub(super) fn groups_of(&self, person: &str) -> Vec<String> {
        let mine = self.groups.iter();
        let mine = mine.filter(|group| group.people.iter().any(|held| held == person));
        mine.flat_map(|group| [group.id.clone(), group.name.to_lowercase()])
            .collect()
    }

    /// Who is assigned to a record, the oldest first.
    pub(super) fn assigned_to(&self, key: Key) -> impl Iterator<Item = &str> {
        let there = self.assigned.iter().filter(move |(_, held)| *held == key);
        there.map(|(person, _)| person.as_str())
    }

    /// What somebody is assigned to outright, the oldest first.
    pub(super) fn own(&self, person: &str) -> impl Iterator<Item = Key> {
        let own = self.assigned.iter().filter(move |(held, _)| held == person);
        own.map(|(_, key)| *key)
    }

    /// What somebody sees who sees assigned records: what they or a case group of theirs is assigned
    /// to.
    pub(super) fn seen_by(&self, person: &str) -> Vec<Key> {
        let own = self.own(person);
        let mine = self.groups.iter();
        let mine = mine.filter(|group| group.people.iter().any(|held| held == person));
        own.chain(mine.flat_map(|group| group.records.clone()))
            .collect()
    }
}
