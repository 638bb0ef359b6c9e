//! What stands in the database, read row by row and not by Muster's own finders.

use super::desk::Desk;
use muster_model::access::Reaches;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) id: Uuid,
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) priority: i64,
    pub(super) permissions: Vec<String>,
    pub(super) default: bool,
    pub(super) visibility: String,
    pub(super) records: BTreeMap<String, Reaches>,
}

#[derive(Clone, Debug)]
pub(super) struct Fleet {
    pub(super) id: Uuid,
    pub(super) parent: Option<Uuid>,
    pub(super) name: String,
}

#[derive(Clone, Debug)]
pub(super) struct RecordSet {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) types: Value,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) connection: Option<Uuid>,
    pub(super) effects: Value,
    pub(super) priority: i64,
    pub(super) enabled: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Connection {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) privileged: bool,
    pub(super) ownership: Value,
    /// Whether it sees what the account has as groups.
    pub(super) projects: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) connection: Uuid,
    /// `directory`, or the kind of what it stands for.
    pub(super) kind: String,
    pub(super) target: Option<Uuid>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grant {
    pub(super) dimension: String,
    pub(super) value: String,
    pub(super) source: Value,
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) user_name: String,
    pub(super) profile: Value,
    pub(super) owner: bool,
    pub(super) status: String,
    /// What kind of actor took the access away.
    pub(super) ended_by: Option<String>,
    pub(super) activated: bool,
    /// The id, version and state of the invitation.
    pub(super) invitation: Option<(Uuid, i32, String)>,
    pub(super) links: Vec<Uuid>,
    /// The directories that have let go, each with what others have written since.
    pub(super) former: Vec<(Uuid, Vec<String>)>,
    /// Whether any of the links says active.
    pub(super) called_active: bool,
    pub(super) grants: Vec<Grant>,
    /// The access that stands in the row, where it is not marked as out of date.
    pub(super) compiled: Option<Value>,
}

#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) nothing_left: Option<String>,
    pub(super) roles: Vec<Role>,
    pub(super) workspaces: Vec<(Uuid, String)>,
    pub(super) fleet: Vec<Fleet>,
    pub(super) sets: Vec<RecordSet>,
    pub(super) rules: Vec<Rule>,
    pub(super) connections: Vec<Connection>,
    pub(super) groups: Vec<Group>,
    /// Group, member.
    pub(super) memberships: Vec<(Uuid, Uuid)>,
    pub(super) people: Vec<Person>,
    pub(super) desk: Desk,
}

pub(super) fn get<T: sea_orm::TryGetable>(row: &QueryResult, name: &str) -> T {
    row.try_get("", name).expect(name)
}

fn json(row: &QueryResult, name: &str) -> Value {
    let text: String = get(row, name);
    serde_json::from_str(&text).expect("JSON")
}

pub(super) async fn all<T>(
    database: &DatabaseConnection,
    sql: &str,
    read: impl Fn(&QueryResult) -> T,
) -> Vec<T> {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(statement).await.expect("rows");
    rows.iter().map(read).collect()
}

impl Facts {
    /// Reads everything; the stories have one account.
    pub(super) async fn read(db: &DatabaseConnection) -> Self {
        let account = all(
            db,
            "SELECT policy_version, nothing_left FROM account",
            |row| (get::<i64>(row, "policy_version"), get(row, "nothing_left")),
        );
        let (version, nothing_left) = account.await.remove(0);
        let mut facts = Self {
            nothing_left,
            roles: all(db, "SELECT * FROM role", role).await,
            workspaces: all(db, "SELECT * FROM workspace", |row| {
                (get(row, "id"), get(row, "name"))
            })
            .await,
            fleet: all(db, "SELECT * FROM fleet_group", fleet).await,
            sets: all(db, "SELECT * FROM record_set", record_set).await,
            rules: all(db, "SELECT * FROM rule", rule).await,
            connections: all(db, "SELECT * FROM connection ORDER BY id", connection).await,
            groups: all(
                db,
                "SELECT * FROM directory_group WHERE deleted_at IS NULL ORDER BY id",
                group,
            )
            .await,
            memberships: all(db, "SELECT * FROM membership", |row| {
                (get(row, "group_id"), get(row, "member_id"))
            })
            .await,
            people: all(
                db,
                "SELECT * FROM person WHERE deleted_at IS NULL ORDER BY id",
                |row| person(row, version),
            )
            .await,
            desk: Desk::read(db).await,
        };
        let links = all(db, "SELECT * FROM link", |row| {
            let active = get::<bool>(row, "active");
            (get(row, "person_id"), get(row, "connection_id"), active)
        });
        let links: Vec<(Uuid, Uuid, bool)> = links.await;
        let grants = all(db, "SELECT * FROM access_grant ORDER BY id", |row| {
            (get::<Uuid>(row, "person_id"), grant(row))
        });
        let grants: Vec<(Uuid, Grant)> = grants.await;
        for person in &mut facts.people {
            let mine = links.iter().filter(|(of, ..)| *of == person.id);
            person.called_active = mine.clone().any(|(.., active)| *active);
            person.links = mine.map(|(_, connection, _)| *connection).collect();
            let mine = grants.iter().filter(|(of, _)| *of == person.id);
            person.grants = mine.map(|(_, grant)| grant.clone()).collect();
        }
        facts
    }

    pub(super) fn connection(&self, name: &str) -> &Connection {
        let found = self.connections.iter().find(|one| one.name == name);
        found.expect("a connection")
    }

    /// The same without the crowd, to whom nobody does anything by name.
    pub(super) fn without_crowd(&self) -> Self {
        let mut facts = self.clone();
        facts.people.retain(|one| !one.is_of_crowd());
        facts
    }

    pub(super) fn person(&self, id: Uuid) -> Option<&Person> {
        self.people.iter().find(|one| one.id == id)
    }

    /// Whether access ends for whom nothing is left.
    pub(super) fn ends_with_nothing(&self) -> bool {
        self.nothing_left.as_deref() == Some("no_access")
    }
}

impl Person {
    /// The crowd has names like `0a1b2c.7@example.com`; the others have no dot in the first part.
    pub(super) fn is_of_crowd(&self) -> bool {
        let name = self.user_name.split('@').next();
        name.is_some_and(|name| name.contains('.'))
    }
}

fn role(row: &QueryResult) -> Role {
    Role {
        id: get(row, "id"),
        slug: get(row, "slug"),
        name: get(row, "name"),
        priority: get(row, "priority"),
        permissions: serde_json::from_value(json(row, "permissions")).expect("texts"),
        default: get(row, "is_default"),
        visibility: get(row, "visibility"),
        records: get::<Option<String>>(row, "records")
            .map(|text| serde_json::from_str(&text).expect("reaches"))
            .unwrap_or_default(),
    }
}

fn fleet(row: &QueryResult) -> Fleet {
    Fleet {
        id: get(row, "id"),
        parent: get(row, "parent_id"),
        name: get(row, "name"),
    }
}

fn record_set(row: &QueryResult) -> RecordSet {
    RecordSet {
        id: get(row, "id"),
        name: get(row, "name"),
        types: json(row, "types"),
    }
}

fn rule(row: &QueryResult) -> Rule {
    Rule {
        id: get(row, "id"),
        name: get(row, "name"),
        connection: get(row, "connection_id"),
        effects: json(row, "effects"),
        priority: get(row, "priority"),
        enabled: get(row, "enabled"),
    }
}

fn connection(row: &QueryResult) -> Connection {
    let ownership: Option<String> = get(row, "ownership");
    let ownership = ownership.map(|text| serde_json::from_str(&text).expect("JSON"));
    Connection {
        id: get(row, "id"),
        name: get(row, "name"),
        privileged: get(row, "privileged"),
        ownership: ownership.unwrap_or(Value::Null),
        projects: get(row, "projection"),
    }
}

fn group(row: &QueryResult) -> Group {
    Group {
        id: get(row, "id"),
        name: get(row, "display_name"),
        connection: get(row, "connection_id"),
        kind: get(row, "kind"),
        target: get(row, "target"),
    }
}

fn grant(row: &QueryResult) -> Grant {
    Grant {
        dimension: get(row, "dimension"),
        value: get(row, "value"),
        source: json(row, "source"),
    }
}

fn person(row: &QueryResult, version: i64) -> Person {
    let compiled: i64 = get(row, "policy_version");
    let activated: Option<i64> = get(row, "activated_at");
    let read = |name| {
        let text: Option<String> = get(row, name);
        text.map(|text| serde_json::from_str::<Value>(&text).expect("JSON"))
    };
    let invitation = read("invitation").map(|held| {
        let version = held["version"].as_i64().and_then(|v| i32::try_from(v).ok());
        let state = held["state"].as_str().expect("a state").to_owned();
        let id = serde_json::from_value(held["id"].clone()).expect("an id");
        (id, version.expect("a version"), state)
    });
    Person {
        id: get(row, "id"),
        user_name: get(row, "user_name"),
        profile: json(row, "profile"),
        owner: get(row, "owner"),
        status: get(row, "status"),
        ended_by: read("ended_by").map(|by| by["type"].as_str().expect("a type").to_owned()),
        activated: activated.is_some(),
        invitation,
        links: Vec::new(),
        former: read("former").map_or_else(Vec::new, former),
        called_active: false,
        grants: Vec::new(),
        compiled: (compiled == version).then(|| json(row, "access")),
    }
}

fn former(all: Value) -> Vec<(Uuid, Vec<String>)> {
    let all: Vec<Value> = serde_json::from_value(all).expect("a list");
    let read = |mut one: Value| {
        let connection = serde_json::from_value(one["connection"].take());
        let overwritten = serde_json::from_value(one["overwritten"].take());
        (connection.expect("an id"), overwritten.expect("names"))
    };
    all.into_iter().map(read).collect()
}
