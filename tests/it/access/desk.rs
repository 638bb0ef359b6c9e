//! Who is assigned to what, and the case groups: as they stand in the tables, and what is asked of the
//! admin API about them.

use super::facts::{all, get};
use crate::support::Client;
use axum::http::Method;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A record: its entity type and its id.
pub(super) type Key = (String, String);

#[derive(Clone, Debug)]
pub(super) struct Assignment {
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) record: Key,
    /// The directory that wrote it.
    pub(super) connection: Option<Uuid>,
}

/// People and records under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CaseGroup {
    pub(super) name: String,
    pub(super) people: BTreeSet<Uuid>,
    pub(super) records: BTreeSet<Key>,
}

#[derive(Clone, Debug)]
pub(super) struct Desk {
    /// Whoever sees assigned records alone is assigned once they have joined.
    pub(super) once_registered: bool,
    /// How many guests a record has at most.
    pub(super) guests: i64,
    /// The oldest first.
    pub(super) assigned: Vec<Assignment>,
    pub(super) groups: BTreeMap<Uuid, CaseGroup>,
}

/// One request.
#[derive(Clone, Debug)]
pub(super) enum DeskAct {
    /// Whom, to what, and whether a guest leaves another record.
    Assign(Uuid, Key, bool),
    Unassign(Uuid),
    Group(CaseGroup),
    /// Which, its new name, who and what comes in, who and what goes out.
    Regroup(Uuid, Option<String>, CaseGroup, CaseGroup),
    Ungroup(Uuid),
}

/// What may be refused, beside what guards of assignments say.
const REFUSED: [&str; 12] = [
    "access.directory_managed",
    "access.name_taken",
    "assignment.not_a_guest",
    "assignment.not_found",
    "assignment.record",
    "case_group.not_found",
    "case_group.too_many",
    "owner.not_yours",
    "person.above_you",
    "person.not_found",
    "resource.not_found",
    "server.unavailable",
];

/// What the guards of assignments say.
pub(super) const GUARDS: [&str; 5] = [
    "assignment.gone",
    "assignment.not_registered",
    "assignment.own_domain",
    "assignment.elsewhere",
    "assignment.full",
];

impl Desk {
    pub(super) async fn read(db: &DatabaseConnection) -> Self {
        let settled = "SELECT assign_when, guests_per_record FROM account";
        let settled = all(db, settled, |row| {
            let when: Option<String> = get(row, "assign_when");
            let guests: Option<i64> = get(row, "guests_per_record");
            (when.as_deref() == Some("registered"), guests.unwrap_or(2))
        });
        let (once_registered, guests) = settled.await.remove(0);
        let assigned = "SELECT * FROM assignment ORDER BY created_at, id";
        let assigned = all(db, assigned, |row| Assignment {
            id: get(row, "id"),
            person: get(row, "person_id"),
            record: (get(row, "entity"), get(row, "external_id")),
            connection: get(row, "connection_id"),
        });
        let groups = all(db, "SELECT * FROM case_group", |row| {
            let name = get(row, "name");
            let group = CaseGroup {
                name,
                ..CaseGroup::default()
            };
            (get(row, "id"), group)
        });
        let mut groups: BTreeMap<Uuid, CaseGroup> = groups.await.into_iter().collect();
        let people = all(db, "SELECT * FROM case_group_person", |row| {
            (get(row, "group_id"), get(row, "person_id"))
        });
        for (group, person) in people.await {
            let group: &mut CaseGroup = groups.get_mut(&group).expect("a group");
            group.people.insert(person);
        }
        let records = all(db, "SELECT * FROM case_group_record", |row| {
            let record: Key = (get(row, "entity"), get(row, "external_id"));
            (get(row, "group_id"), record)
        });
        for (group, record) in records.await {
            let group: &mut CaseGroup = groups.get_mut(&group).expect("a group");
            group.records.insert(record);
        }
        Self {
            once_registered,
            guests,
            assigned: assigned.await,
            groups,
        }
    }

    /// What somebody is assigned to outright, the oldest first.
    pub(super) fn of(&self, person: Uuid) -> impl Iterator<Item = &Assignment> {
        self.assigned.iter().filter(move |one| one.person == person)
    }
}

impl DeskAct {
    /// Asks for it; what is refused is refused, but nothing breaks. Answers what was answered, or
    /// the code of the refusal.
    pub(super) async fn run(self, office: &Client, about: &str) -> Value {
        let (method, path, body) = self.request();
        let headers = [("content-type", "application/json")];
        let text = (!body.is_null()).then(|| body.to_string());
        let answer = office.send(method, &path, &headers, text).await;
        if answer.status.is_success() {
            let has_text = !answer.text.is_empty();
            return if has_text { answer.json() } else { json!({}) };
        }
        let code = answer.json()["code"].clone();
        let known = code
            .as_str()
            .is_some_and(|code| REFUSED.contains(&code) || GUARDS.contains(&code));
        assert!(known, "{about}: {}", answer.text);
        json!({"refused": code})
    }

    fn request(self) -> (Method, String, Value) {
        let record = |(entity, id): &Key| json!({"type": entity, "id": id});
        let members = |of: CaseGroup| {
            let records: Vec<Value> = of.records.iter().map(record).collect();
            json!({"people": of.people, "records": records})
        };
        match self {
            Self::Assign(person, key, moves) => {
                let body = json!({"person": person, "record": record(&key), "move": moves});
                (Method::POST, "/assignments".to_owned(), body)
            }
            Self::Unassign(id) => (Method::DELETE, format!("/assignments/{id}"), Value::Null),
            Self::Group(group) => {
                let name = json!(group.name);
                let mut body = members(group);
                body["name"] = name;
                (Method::POST, "/case-groups".to_owned(), body)
            }
            Self::Regroup(id, name, add, remove) => {
                let mut body = json!({"add": members(add), "remove": members(remove)});
                if let Some(name) = name {
                    body["name"] = json!(name);
                }
                (Method::PATCH, format!("/case-groups/{id}"), body)
            }
            Self::Ungroup(id) => (Method::DELETE, format!("/case-groups/{id}"), Value::Null),
        }
    }
}
