//! What an index serves is not looked for among everybody.

use super::support::{ACME, COSTS, Database, OKTA, with_costs};
use crate::db::Db;
use crate::order::Listing;
use crate::repo::assignments::{first_record_of, seating};
use crate::repo::{groups, people};
use crate::{Condition, Order, Viewer, Window, groups_filter, people_filter, people_order};
use muster_model::access::RecordKey;
use muster_model::ids::PersonId;
use muster_scim::filter::Filter;
use muster_scim::schema;
use muster_scim::sort::SortBy;
use sea_orm::sea_query::Value;
use serde_json::Value as Json;
use uuid::Uuid;

/// How many people there are.
const PEOPLE: u32 = 20_000;
/// How many rows a statement may look at that finds one.
const FEW: u64 = 40;

/// Filters that find one person among all.
const OF_PEOPLE: [&str; 9] = [
    "userName eq \"P777\"",
    "externalId eq \"ext-777\"",
    "id eq \"00000000-0000-0000-0000-000000000309\"",
    "emails.value eq \"P777@Example.com\"",
    "emails[type eq \"work\" and value eq \"p777@example.com\"]",
    "employeeNumber eq \"n777\"",
    "displayName eq \"person 777\"",
    "manager eq \"m777\"",
    "userName eq \"p777\" and active eq true",
];

/// Filters that find one group among all.
const OF_GROUPS: [&str; 5] = [
    "displayName eq \"G777\"",
    "externalId eq \"ext-777\"",
    "members.value eq \"00000000-0000-0000-0000-000000000309\"",
    "members[value eq \"00000000-0000-0000-0000-000000000309\"]",
    "costCentre eq \"C777\"",
];

pub(crate) async fn what_an_index_serves_is_not_looked_for(database: &Database) {
    populate(database).await;
    count(database).await;
    let viewer = Viewer::of(OKTA);
    for text in OF_PEOPLE {
        let filter = Filter::parse(text).unwrap();
        let condition = people_filter(Some(&filter), schema::user());
        assert!(condition.exact, "{text}");
        let listing = |values: &mut Vec<Value>| people::listing(ACME, &viewer, &condition, values);
        look(database, text, &listing, &Order::by_id()).await;
    }
    let kinds = with_costs();
    for text in OF_GROUPS {
        let filter = Filter::parse(text).unwrap();
        let condition = groups_filter(Some(&filter), kinds.group());
        assert!(condition.exact, "{text}");
        let listing = |values: &mut Vec<Value>| groups::listing(ACME, &viewer, &condition, values);
        look(database, text, &listing, &Order::by_id()).await;
    }
    let all: Condition = people_filter(None, schema::user());
    for sort in [None, Some("userName")] {
        let sort = SortBy::parse(schema::user(), sort, None).unwrap();
        let order = people_order(sort.as_ref(), schema::user()).unwrap();
        let mut values = Vec::new();
        let listing = people::listing(ACME, &viewer, &all, &mut values);
        let page = listing
            .page(&order, &Window::Skip(0), 5, &mut values)
            .unwrap();
        judge(database, "the first page of all", page, values).await;
    }
}

/// Somebody is assigned to everything, and each record is everybody's.
pub(crate) async fn who_sees_a_record_is_looked_up(database: &Database) {
    populate(database).await;
    let reads = database.store.read();
    let assignments = reads.assignments();
    let boat = |number: u32| RecordKey::new("boat", format!("b{number}"));
    let person = |number: u32| PersonId(Uuid::from_u128(number.into()));
    let asked = [(person(1), boat(777)), (person(2), boat(777))];
    // PostgreSQL counts its tables only from time to time, each by itself.
    for counted in [None, Some("ANALYZE person"), Some("ANALYZE")] {
        if let Some(counted) = counted {
            count_by(database, counted).await;
        }
        for asked in [&asked[..1], &asked[..]] {
            let mut values = vec![ACME.0.into()];
            let sql = assignments.looking_up(&mut values, asked);
            judge(database, "who is assigned", sql, values).await;
        }
        let mut values = vec![ACME.0.into()];
        let sql = assignments.beginning(&mut values, &[person(2)]);
        judge(database, "what is the first", sql, values).await;
        let mut values = vec![ACME.0.into()];
        let sql = seating(&assignments.these("a", &mut values, &[boat(777)]));
        judge(database, "who are the guests", sql, values).await;
        let mut values = vec![ACME.0.into()];
        let sql = seating(&first_record_of(
            "a",
            &mut values,
            (person(2), "example.org"),
        ));
        judge(database, "who are the guests beside them", sql, values).await;
    }
}

async fn look<'a>(
    database: &Database,
    text: &str,
    listing: &dyn Fn(&mut Vec<Value>) -> Listing<'a>,
    order: &Order,
) {
    let mut values = Vec::new();
    let count = listing(&mut values).counting(&mut values);
    judge(database, text, count, values).await;
    let mut values = Vec::new();
    let listing = listing(&mut values);
    let page = listing
        .page(order, &Window::Skip(0), 100, &mut values)
        .unwrap();
    judge(database, text, page, values).await;
}

/// SQLite tells how it would look; PostgreSQL tells how many rows it looked at.
async fn judge(database: &Database, text: &str, sql: String, values: Vec<Value>) {
    let reads = database.store.read();
    let db: Db<'_> = reads.db();
    if database.store.file().is_some() {
        let plan = db
            .all(format!("EXPLAIN QUERY PLAN {sql}"), values)
            .await
            .unwrap();
        for row in plan {
            let line: String = row.try_get("", "detail").unwrap();
            let whole = ["SCAN p", "SCAN g", "SCAN l", "SCAN e", "SCAN a", "SCAN m"];
            let is_scan = whole
                .iter()
                .any(|scan| line.split(" USING").next() == Some(scan));
            let of_account = line.ends_with("(account_id=?)") && !text.starts_with("the first");
            let is_sort =
                line.contains("TEMP B-TREE FOR ORDER BY") && text.starts_with("the first");
            assert!(!is_scan && !of_account && !is_sort, "{text}: {line}\n{sql}");
        }
        return;
    }
    let explain = format!("EXPLAIN (ANALYZE, FORMAT JSON) {sql}");
    let row = db.one(explain, values).await.unwrap().unwrap();
    let plan: Json = row.try_get_by_index(0).unwrap();
    let rows = looked_at(&plan[0]["Plan"]);
    assert!(rows < FEW, "{text}: {rows} rows\n{sql}\n{plan:#}");
}

fn looked_at(node: &Json) -> u64 {
    let number = |name: &str| node[name].as_f64().unwrap_or(0.0);
    let of_one = number("Actual Rows")
        + number("Rows Removed by Filter")
        + number("Rows Removed by Index Recheck")
        + number("Rows Removed by Join Filter");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of rows"
    )]
    let here = (of_one * number("Actual Loops").max(1.0)) as u64;
    let below = node["Plans"].as_array().into_iter().flatten();
    here + below.map(looked_at).sum::<u64>()
}

/// Everybody is like everybody else but for the number.
async fn populate(database: &Database) {
    let is_sqlite = database.store.file().is_some();
    let id = |number: &str| {
        if is_sqlite {
            format!("unhex(printf('%032x', {number}))")
        } else {
            format!("lpad(to_hex({number}), 32, '0')::uuid")
        }
    };
    let fixed = |id: u128| {
        if is_sqlite {
            format!("unhex('{id:032x}')")
        } else {
            format!("'{}'::uuid", Uuid::from_u128(id))
        }
    };
    let ids = Ids {
        acme: fixed(ACME.0.as_u128()),
        okta: fixed(OKTA.0.as_u128()),
        person: id("i"),
        first: fixed(1),
        group: id("i + 16777216"),
    };
    let series = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {PEOPLE})"
    );
    for (into, values) in tables(&ids) {
        database
            .execute(&format!(
                "INSERT INTO {into} {series} SELECT {values} FROM n"
            ))
            .await;
    }
}

/// PostgreSQL counts its tables; SQLite needs not.
async fn count(database: &Database) {
    count_by(database, "ANALYZE").await;
}

async fn count_by(database: &Database, counting: &str) {
    if database.store.file().is_none() {
        database.execute(counting).await;
    }
}

/// How the ids are written.
struct Ids {
    acme: String,
    okta: String,
    person: String,
    first: String,
    group: String,
}

fn tables(ids: &Ids) -> [(&'static str, String); 11] {
    let Ids {
        acme,
        okta,
        person,
        first,
        group,
    } = ids;
    let manager = format!("{}:manager.value", schema::ENTERPRISE_USER);
    [
        (
            "person (id, account_id, user_name, user_name_key, display_name_key, \
             employee_number_key, profile, status, owner, access, policy_version, version, \
             sequence, created_at, updated_at, indexed_version)",
            format!(
                "{person}, {acme}, 'P' || i, 'p' || i, 'person ' || i, 'n' || i, '{{}}', \
                 'active', FALSE, '{{}}', 0, 1, 1, i, i, 1"
            ),
        ),
        (
            "link (connection_id, person_id, external_id, active, created_at)",
            format!("{okta}, {person}, 'ext-' || i, TRUE, 0"),
        ),
        (
            "person_email (person_id, position, account_id, value, value_key, kind, is_primary)",
            format!("{person}, 0, {acme}, '', 'p' || i || '@example.com', 'work', TRUE"),
        ),
        (
            "person_attribute (person_id, path, position, account_id, key, exact)",
            format!("{person}, '{manager}', 0, {acme}, 'm' || i, 'm' || i"),
        ),
        (
            "directory_group (id, account_id, connection_id, display_name, name_key, \
             external_id, version, sequence, created_at, updated_at)",
            format!("{group}, {acme}, {okta}, 'G' || i, 'g' || i, 'ext-' || i, 1, 1, 0, 0"),
        ),
        (
            "group_attribute (group_id, path, position, account_id, key, exact)",
            format!("{group}, '{COSTS}:costCentre', 0, {acme}, 'c' || i, 'C' || i"),
        ),
        (
            "membership (group_id, member_id, member_kind, created_at)",
            format!("{group}, {person}, 'user', 0"),
        ),
        (
            "assignment (id, account_id, person_id, entity, external_id, created_at)",
            format!("{person}, {acme}, {first}, 'boat', 'b' || i, 0"),
        ),
        (
            "case_group (id, account_id, name, name_key, version)",
            format!("{group}, {acme}, 'C' || i, 'c' || i, 1"),
        ),
        (
            "case_group_person (group_id, person_id)",
            format!("{group}, {person}"),
        ),
        (
            "case_group_record (group_id, entity, external_id)",
            format!("{group}, 'boat', 'b' || i"),
        ),
    ]
}
