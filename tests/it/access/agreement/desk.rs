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

fn key(chance: &mut Chance) -> Key {
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
        for _ in 0..people.len() * 5 {
            let one = (chance.pick(people).clone(), key(chance));
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

    /// Those of the guests whose assignment to a record counts: the first two.
    pub(super) fn seats(&self, key: &Key, guests: &[String]) -> impl Iterator<Item = &String> {
        let there = self.assigned.iter().filter(move |(_, held)| held == key);
        let there = there.map(|(person, _)| person);
        there.filter(|person| guests.contains(person)).take(2)
    }

    /// What somebody sees who does not see all records: a guest the one that they were assigned to
    /// first, anybody else what they or a case group of theirs is assigned to.
    pub(super) fn seen_by(&self, person: &str, is_guest: bool) -> Vec<Key> {
        let own = self.assigned.iter().filter(|(held, _)| held == person);
        let own = own.map(|(_, key)| *key);
        if is_guest {
            return own.take(1).collect();
        }
        let mine = self.groups.iter();
        let mine = mine.filter(|group| group.people.iter().any(|held| held == person));
        own.chain(mine.flat_map(|group| group.records.clone()))
            .collect()
    }
}
