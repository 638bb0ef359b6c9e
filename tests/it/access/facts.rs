//! What stands in the database, read row by row and not by Muster's own finders.

use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use serde_json::Value;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) id: Uuid,
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) priority: i64,
    pub(super) permissions: Vec<String>,
    pub(super) default: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Fleet {
    pub(super) id: Uuid,
    pub(super) parent: Option<Uuid>,
    pub(super) name: String,
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
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) connection: Uuid,
}

#[derive(Clone, Debug)]
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
    pub(super) links: Vec<Uuid>,
    pub(super) grants: Vec<Grant>,
    /// The access that stands in the row, where it is not marked as out of date.
    pub(super) compiled: Option<Value>,
}

#[derive(Debug)]
pub(super) struct Facts {
    pub(super) nothing_left: Option<String>,
    pub(super) roles: Vec<Role>,
    pub(super) workspaces: Vec<(Uuid, String)>,
    pub(super) fleet: Vec<Fleet>,
    pub(super) rules: Vec<Rule>,
    pub(super) connections: Vec<Connection>,
    pub(super) groups: Vec<Group>,
    /// Group, member.
    pub(super) memberships: Vec<(Uuid, Uuid)>,
    pub(super) people: Vec<Person>,
}

fn get<T: sea_orm::TryGetable>(row: &QueryResult, name: &str) -> T {
    row.try_get("", name).expect(name)
}

fn json(row: &QueryResult, name: &str) -> Value {
    let text: String = get(row, name);
    serde_json::from_str(&text).expect("JSON")
}

async fn all<T>(
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
        };
        let links = all(db, "SELECT * FROM link", |row| {
            (get::<Uuid>(row, "person_id"), get(row, "connection_id"))
        });
        let links: Vec<(Uuid, Uuid)> = links.await;
        let grants = all(db, "SELECT * FROM access_grant ORDER BY id", |row| {
            (get::<Uuid>(row, "person_id"), grant(row))
        });
        let grants: Vec<(Uuid, Grant)> = grants.await;
        for person in &mut facts.people {
            let mine = links.iter().filter(|(of, _)| *of == person.id);
            person.links = mine.map(|(_, connection)| *connection).collect();
            let mine = grants.iter().filter(|(of, _)| *of == person.id);
            person.grants = mine.map(|(_, grant)| grant.clone()).collect();
        }
        facts
    }

    pub(super) fn connection(&self, name: &str) -> &Connection {
        let found = self.connections.iter().find(|one| one.name == name);
        found.expect("a connection")
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
    }
}

fn fleet(row: &QueryResult) -> Fleet {
    Fleet {
        id: get(row, "id"),
        parent: get(row, "parent_id"),
        name: get(row, "name"),
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
    }
}

fn group(row: &QueryResult) -> Group {
    Group {
        id: get(row, "id"),
        name: get(row, "display_name"),
        connection: get(row, "connection_id"),
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
    Person {
        id: get(row, "id"),
        user_name: get(row, "user_name"),
        profile: json(row, "profile"),
        owner: get(row, "owner"),
        status: get(row, "status"),
        links: Vec::new(),
        grants: Vec::new(),
        compiled: (compiled == version).then(|| json(row, "access")),
    }
}
