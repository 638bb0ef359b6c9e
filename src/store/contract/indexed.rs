//! The rows by which filters find people: written with the person, and after a migration.

use super::groups::Make;
use super::support::{ACME, COSTS, Database, OKTA, Save, a_person, run, with_costs};
use crate::{StoreError, Tx, Viewer, Work, groups_filter, people_filter};
use muster_model::change::Revision;
use muster_model::group::Group;
use muster_model::ids::{GroupId, PersonId};
use muster_model::people::Profile;
use muster_scim::filter::Filter;
use muster_scim::schema;
use serde_json::{Value, json};
use uuid::Uuid;

const ENTERPRISE: &str = schema::ENTERPRISE_USER;

/// Gives a person this enterprise extension.
struct Tell(u128, Value);

impl Work for Tell {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let found = tx
            .people()
            .get(ACME, PersonId(Uuid::from_u128(self.0)))
            .await?;
        let mut revision = match found {
            Some(person) => Revision::of(person),
            None => a_person(self.0, &format!("p{}", self.0)),
        };
        let mut profile: Profile = revision.now().profile.clone();
        profile
            .attributes
            .insert(ENTERPRISE.to_owned(), self.1.clone());
        revision.apply(profile);
        let change = revision.close(tx.now()).expect("something changed");
        tx.people().save(change).await?;
        Ok(())
    }
}

async fn found(database: &Database, filter: &str) -> u64 {
    let condition = people_filter(Some(&Filter::parse(filter).unwrap()), schema::user());
    let reads = database.store.read();
    let (finder, viewer) = (reads.people(), Viewer::of(OKTA));
    finder.count(ACME, &viewer, &condition, None).await.unwrap()
}

pub(crate) async fn whom_older_code_saved_is_indexed_at_the_next_start(database: &Database) {
    let store = &database.store;
    run(
        store,
        Tell(
            1,
            json!({"department": "Ärger", "manager": {"value": "M7"}}),
        ),
    )
    .await;
    run(store, Tell(2, json!({"department": "Sales"}))).await;
    // Older code knows nothing of these rows, nor of what was written of them.
    for sql in [
        "DELETE FROM person_attribute",
        "UPDATE person_email SET display_key = NULL, said_primary = NULL",
        "UPDATE person SET indexed_version = NULL",
    ] {
        database.execute(sql).await;
    }
    assert_eq!(found(database, "department eq \"ÄRGER\"").await, 0);
    store.migrate().await.unwrap();
    assert_eq!(found(database, "department eq \"ÄRGER\"").await, 1);
    assert_eq!(found(database, "manager.value eq \"M7\"").await, 1);
    assert_eq!(found(database, "emails.primary eq true").await, 2);
    assert_eq!(
        database.count("person", "indexed_version = version").await,
        2
    );
    // A process of the older release that still serves: the next start sees what it did.
    database
        .execute("UPDATE person SET version = version + 1")
        .await;
    database.execute("DELETE FROM person_attribute").await;
    store.migrate().await.unwrap();
    assert_eq!(found(database, "department pr").await, 2);
    // A week after the first start nobody looks any more.
    database.clock.advance(8 * 24 * 60 * 60);
    database.execute("DELETE FROM person_attribute").await;
    database
        .execute("UPDATE person SET indexed_version = NULL")
        .await;
    store.migrate().await.unwrap();
    assert_eq!(found(database, "department pr").await, 0);
}

pub(crate) async fn whom_older_code_saved_has_a_domain_after_the_next_start(database: &Database) {
    let store = &database.store;
    // Nobody let them in yet: their address is the profile's alone.
    run(store, Save(vec![(1, "ada"), (2, "bob")])).await;
    database
        .execute("UPDATE person SET domain = NULL, indexed_version = NULL")
        .await;
    store.migrate().await.unwrap();
    assert_eq!(database.count("person", "domain = 'example.com'").await, 2);
    assert_eq!(database.count("person", "sign_in_key IS NULL").await, 2);
}

pub(crate) async fn names_that_older_code_folded_are_folded_again(database: &Database) {
    let store = &database.store;
    run(store, Save(vec![(1, "ada"), (2, "bob"), (3, "eve")])).await;
    run(store, Tell(4, json!({"employeeNumber": "Ｎ7"}))).await;
    run(store, Make(101, "drivers")).await;
    run(store, Make(102, "pilots")).await;
    run(store, Make(103, "guests")).await;
    for sql in [
        "UPDATE person SET user_name = 'Ａda', user_name_key = 'ａda' WHERE user_name = 'bob'",
        "UPDATE person SET user_name = 'Ｅve', user_name_key = 'ｅve' WHERE user_name = 'eve'",
        "UPDATE person SET display_name_key = 'ａ'",
        "UPDATE person SET employee_number_key = 'ｎ7' WHERE user_name = 'p4'",
        "UPDATE person SET indexed_version = NULL",
        "UPDATE directory_group SET display_name = 'Ｄrivers', name_key = 'ｄrivers' \
         WHERE name_key = 'pilots'",
        "UPDATE directory_group SET display_name = 'Ｇuests', name_key = 'ｇuests' \
         WHERE name_key = 'guests'",
        "UPDATE directory_group SET indexed_version = NULL",
    ] {
        database.execute(sql).await;
    }
    store.migrate().await.unwrap();
    for (table, condition, many) in [
        ("person", "user_name_key = 'eve' AND user_name = 'Ｅve'", 1),
        // It would be a second `ada`: it stays as it is, and the start goes on.
        ("person", "user_name_key = 'ａda' AND user_name = 'Ａda'", 1),
        ("person", "user_name_key = 'ada' AND user_name = 'ada'", 1),
        (
            "person",
            "display_name_key IN ('ada', 'bob', 'eve', 'p4')",
            4,
        ),
        ("person", "employee_number_key = 'n7'", 1),
        ("person", "indexed_version = version", 4),
        ("directory_group", "name_key = 'guests'", 1),
        ("directory_group", "name_key = 'ｄrivers'", 1),
        ("directory_group", "name_key = 'drivers'", 1),
    ] {
        assert_eq!(database.count(table, condition).await, many, "{condition}");
    }
}

pub(crate) async fn only_the_attributes_that_differ_are_written(database: &Database) {
    let store = &database.store;
    run(
        store,
        Tell(1, json!({"department": "Sales", "division": "North"})),
    )
    .await;
    let mark = "UPDATE person_attribute SET rank = 'untouched'";
    database.execute(mark).await;
    run(
        store,
        Tell(1, json!({"department": "Legal", "division": "North"})),
    )
    .await;
    assert_eq!(
        database
            .count("person_attribute", "rank = 'untouched'")
            .await,
        1
    );
    assert_eq!(
        database.count("person_attribute", "exact = 'Legal'").await,
        1
    );
    assert_eq!(database.count("person_attribute", "TRUE").await, 2);
}

/// Gives a group these values of the account's own extension; deletes it when there are none.
struct Widen(u128, Value);

impl Work for Widen {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let id = GroupId(Uuid::from_u128(self.0));
        let group = tx.groups().get(ACME, id).await?.expect("a group");
        let (name, key) = (group.display_name.clone(), group.external_id.clone());
        let mut revision = Revision::<Group>::of(group);
        if self.1.is_null() {
            revision.delete(tx.now());
        } else {
            let attributes = [(COSTS.to_owned(), self.1.clone())];
            revision.rename(name, key, attributes.into_iter().collect());
        }
        let change = revision.close(tx.now()).expect("something changed");
        tx.groups().save(change).await?;
        Ok(())
    }
}

async fn groups_found(database: &Database, filter: &str) -> u64 {
    let kinds = with_costs();
    let condition = groups_filter(Some(&Filter::parse(filter).unwrap()), kinds.group());
    assert!(condition.exact, "{filter}");
    let reads = database.store.read();
    let (finder, viewer) = (reads.groups(), Viewer::of(OKTA));
    finder.count(ACME, &viewer, &condition, None).await.unwrap()
}

pub(crate) async fn groups_are_found_by_attributes_of_extensions(database: &Database) {
    let store = &database.store;
    for (id, name, values) in [
        (
            101,
            "drivers",
            json!({"costCentre": "Ä7", "budget": 9, "labels": ["a", "b"]}),
        ),
        (
            102,
            "pilots",
            json!({"costCentre": "B7", "budget": 10, "labels": ["b"]}),
        ),
        (103, "guests", json!({})),
    ] {
        run(store, Make(id, name)).await;
        run(store, Widen(id, values)).await;
    }
    run(store, Make(104, "others")).await;
    let cases = [
        ("costCentre eq \"ä7\"", 1),
        ("costCentre ne \"ä7\"", 3),
        ("costCentre sw \"b\"", 1),
        ("costCentre pr", 2),
        ("costCentre eq null", 2),
        ("not (costCentre ew \"7\")", 2),
        ("budget gt 9", 1),
        ("budget le 10", 2),
        ("labels eq \"B\"", 2),
        ("not (labels eq \"A\")", 3),
        (
            "schemas eq \"urn:example:params:scim:schemas:extension:costs:2.0:Group\"",
            3,
        ),
    ];
    for (filter, many) in cases {
        assert_eq!(groups_found(database, filter).await, many, "{filter}");
    }
    run(store, Widen(101, json!({"budget": 9}))).await;
    assert_eq!(groups_found(database, "costCentre pr").await, 1);
    run(store, Widen(102, json!(null))).await;
    let left = database.count("group_attribute", "TRUE").await;
    assert_eq!(
        left, 2,
        "the budget of one, and an extension without a value"
    );
}

pub(crate) async fn groups_that_older_code_saved_are_indexed_at_the_next_start(
    database: &Database,
) {
    let store = &database.store;
    run(store, Make(101, "drivers")).await;
    run(
        store,
        Widen(101, json!({"costCentre": "Ä7", "labels": ["a", "b"]})),
    )
    .await;
    run(store, Make(102, "pilots")).await;
    // Older code knows nothing of these rows.
    for sql in [
        "DELETE FROM group_attribute",
        "UPDATE directory_group SET indexed_version = NULL",
    ] {
        database.execute(sql).await;
    }
    assert_eq!(groups_found(database, "costCentre eq \"ä7\"").await, 0);
    // However long ago the people were visited: groups were not.
    run(store, Save(vec![(1, "ada")])).await;
    let long_ago = "INSERT INTO setting (name, value) VALUES ('people_indexed_at', '1')";
    database.execute(long_ago).await;
    store.migrate().await.unwrap();
    assert_eq!(groups_found(database, "costCentre eq \"ä7\"").await, 1);
    assert_eq!(groups_found(database, "labels eq \"b\"").await, 1);
    let visited = database.count("directory_group", "indexed_version = version");
    assert_eq!(visited.await, 2);
}
