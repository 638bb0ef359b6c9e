//! What the database finds is what the filter means: everything of it, and where it says so, no more.

use super::support::{ACME, Database, OKTA, Save, acting};
use crate::{StoreError, Tx, Viewer, Work, people_filter};
use muster_model::change::Revision;
use muster_model::clock::Timestamp;
use muster_model::people::Person;
use muster_scim::filter::Filter;
use muster_scim::schema;
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
        let condition = people_filter(Some(&filter));
        let page = finder.find_page(ACME, &viewer, &condition, 0, 100);
        let (total, mut found) = page.await.unwrap();
        assert_eq!(usize::try_from(total).unwrap(), found.len(), "{text}");
        let streamed = finder.find_after(ACME, &viewer, &condition, None, 100);
        assert_eq!(streamed.await.unwrap(), found, "{text}");
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
    let everybody = people_filter(None);
    let mut seen = Vec::new();
    let finder = reads.people();
    for offset in [0, 3, 6, 9] {
        let page = finder.find_page(ACME, &viewer, &everybody, offset, 3);
        let (total, people) = page.await.unwrap();
        assert_eq!(total, 7);
        seen.extend(people.iter().map(|person| person.id.0.as_u128()));
    }
    assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7]);
}
