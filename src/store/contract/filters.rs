//! What the database finds is what the filter means: everything of it, and where it says so, no more.

use super::support::{ACME, Database, OKTA, Save, acting};
use crate::{Mark, Order, StoreError, Tx, Viewer, Window, Work, people_filter, people_order};
use muster_model::change::Revision;
use muster_model::clock::Timestamp;
use muster_model::people::Person;
use muster_scim::filter::Filter;
use muster_scim::schema;
use muster_scim::sort::SortBy;
use serde_json::{Value, json};

/// People whose names would mislead a database that folds, trims or knows wildcards.
const NAMES: [(u128, &str); 7] = [
    (1, "Ada"),
    (2, "a%a"),
    (3, "a_a"),
    (4, "ÄDA"),
    (5, "bob.o'neil"),
    (6, "Zoë"),
    (7, "adam"),
];

/// Filters that the database decides alone, and such that it knows a part of.
const FILTERS: [&str; 38] = [
    "userName eq \"ada\"",
    "userName eq \"äda\"",
    "userName ne \"ADA\"",
    "userName co \"%\"",
    "userName co \"_\"",
    "userName co \"'\"",
    "userName sw \"ad\"",
    "userName sw \"Ä\"",
    "userName ew \"A\"",
    "userName gt \"b\"",
    "userName le \"b\"",
    "userName ge \"zoë\"",
    "not (userName sw \"a\")",
    "userName eq \"\"",
    "userName co \"\"",
    "displayName eq \"ADA\"",
    "displayName pr",
    "externalId eq \"ext-Ada\"",
    "externalId eq \"ext-ada\"",
    "externalId ne \"ext-Ada\"",
    "externalId eq null",
    "id eq \"00000000-0000-0000-0000-000000000001\"",
    "id eq \"nonsense\"",
    "active eq false",
    "active eq true",
    "meta.created gt \"1970-01-01T00:16:40Z\"",
    "meta.created ge \"1970-01-01T00:16:40.0000001Z\"",
    "meta.created le \"1970-01-01T00:16:40.0000001Z\"",
    "emails.value eq \"ADA@example.com\"",
    "emails co \"o'neil@\"",
    "emails[type eq \"work\" and value sw \"zo\"]",
    "userName sw \"a\" and not (externalId ew \"a\")",
    "userName eq \"ada\" or userName eq \"ADAM\"",
    "title eq \"x\"",
    "userName sw \"a\" and title pr",
    "not (title pr) and userName eq \"ada\"",
    "emails[primary eq false]",
    "name.familyName pr or userName eq \"ada\"",
];

struct Move;

impl Work for Move {
    type Output = ();
    type Error = StoreError;

    /// Bob is enabled a minute later than everybody else came.
    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let bob = tx.people().by_user_name(ACME, "bob.o'neil").await?.unwrap();
        let mut revision = Revision::of(bob);
        revision.make_owner();
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        let sql =
            "UPDATE person SET status = 'active', created_at = 2000000000 WHERE user_name = $1";
        tx.db().run(sql, ["bob.o'neil".into()]).await?;
        Ok(())
    }
}

fn shown(person: &Person) -> Value {
    let mut shown = json!({
        "id": person.id,
        "userName": person.profile.user_name,
        "externalId": person.link(OKTA).and_then(|link| link.external_id.clone()),
        "active": person.reads_active(Some(OKTA)),
        "meta": {
            "created": Timestamp::rfc3339(person.created_at),
            "lastModified": Timestamp::rfc3339(person.updated_at),
        },
    });
    let attributes = person.profile.attributes.clone();
    shown.as_object_mut().unwrap().extend(attributes);
    shown
}

pub(crate) async fn a_filter_finds_what_it_means(database: &Database) {
    let store = &database.store;
    store.perform(acting(), Save(NAMES.to_vec())).await.unwrap();
    store.perform(acting(), Move).await.unwrap();
    let reads = store.read();
    let viewer = Viewer::of(OKTA);
    let everybody = reads.people().list(ACME, None, 100).await.unwrap();
    for text in FILTERS {
        let finder = reads.people();
        let filter = Filter::parse(text).unwrap();
        let condition = people_filter(Some(&filter), schema::user());
        let (order, window) = (Order::by_id(), Window::Skip(0));
        let page = finder.page(ACME, &viewer, &condition, &order, &window, 100);
        let found = page.await.unwrap().into_iter();
        let mut found: Vec<Person> = found.map(|(_, person)| person).collect();
        let total = finder.count(ACME, &viewer, &condition, None).await.unwrap();
        assert_eq!(usize::try_from(total).unwrap(), found.len(), "{text}");
        let matches = |person: &Person| filter.matches(schema::user(), &shown(person));
        let meant: Vec<&Person> = everybody.iter().filter(|p| matches(p)).collect();
        if !condition.exact {
            found.retain(matches);
        }
        assert_eq!(found.iter().collect::<Vec<_>>(), meant, "{text}");
    }
}

pub(crate) async fn pages_follow_each_other(database: &Database) {
    let store = &database.store;
    store.perform(acting(), Save(NAMES.to_vec())).await.unwrap();
    let reads = store.read();
    let viewer = Viewer::of(OKTA);
    let everybody = people_filter(None, schema::user());
    let mut seen = Vec::new();
    let finder = reads.people();
    for offset in [0, 3, 6, 9] {
        let (order, window) = (Order::by_id(), Window::Skip(offset));
        let page = finder.page(ACME, &viewer, &everybody, &order, &window, 3);
        let page = page.await.unwrap();
        seen.extend(page.iter().map(|(_, person)| person.id.0.as_u128()));
    }
    assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7]);
}

async fn walk(database: &Database, by: &str, order: &str) -> Vec<u128> {
    let reads = database.store.read();
    let (finder, viewer) = (reads.people(), Viewer::of(OKTA));
    let everybody = people_filter(None, schema::user());
    let sort = SortBy::parse(schema::user(), Some(by), Some(order)).unwrap();
    let order = people_order(sort.as_ref(), schema::user()).unwrap();
    let page = async |window| {
        let page = finder.page(ACME, &viewer, &everybody, &order, &window, 3);
        page.await.unwrap()
    };
    let id = |(mark, person): &(Mark, Person)| {
        assert_eq!(mark.id, person.id.0);
        mark.id.as_u128()
    };
    let (mut there, mut window) = (Vec::new(), Window::Skip(0));
    loop {
        let found = page(window).await;
        there.extend(found.iter().map(id));
        let Some((last, _)) = found.last() else { break };
        window = Window::After(last.clone());
    }
    let whole = finder.page(ACME, &viewer, &everybody, &order, &Window::Skip(0), 100);
    let whole = whole.await.unwrap();
    assert_eq!(whole.iter().map(id).collect::<Vec<_>>(), there);
    let (mut back, mut mark) = (Vec::new(), whole.last().unwrap().0.clone());
    loop {
        let found = page(Window::Before(mark)).await;
        let Some((first, _)) = found.first() else {
            break;
        };
        mark = first.clone();
        back.splice(0..0, found.iter().map(id));
    }
    assert_eq!(back, there[..there.len() - 1]);
    let skipped = page(Window::Skip(2)).await;
    assert_eq!(skipped.iter().map(id).collect::<Vec<_>>(), there[2..5]);
    there
}

pub(crate) async fn a_walk_goes_both_ways(database: &Database) {
    let store = &database.store;
    store.perform(acting(), Save(NAMES.to_vec())).await.unwrap();
    let sql = "UPDATE person SET last_login = id_n FROM (SELECT id AS of_id, CASE user_name \
        WHEN 'Ada' THEN 7 WHEN 'a%a' THEN 5 WHEN 'Zoë' THEN 5 END AS id_n FROM person) n \
        WHERE of_id = id";
    database.execute(sql).await;
    let last_login = "lastLogin";
    assert_eq!(
        walk(database, "id", "ascending").await,
        [1, 2, 3, 4, 5, 6, 7]
    );
    assert_eq!(
        walk(database, "id", "descending").await,
        [7, 6, 5, 4, 3, 2, 1]
    );
    let by_name = [2, 3, 1, 7, 5, 6, 4];
    assert_eq!(walk(database, "userName", "ascending").await, by_name);
    let unassigned_last = [2, 6, 1, 3, 4, 5, 7];
    assert_eq!(
        walk(database, last_login, "ascending").await,
        unassigned_last
    );
    let unassigned_first = [3, 4, 5, 7, 1, 2, 6];
    assert_eq!(
        walk(database, last_login, "descending").await,
        unassigned_first
    );
}
