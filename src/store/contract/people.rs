//! People are found as they were saved, and what follows from a change is saved with it.

use super::support::{ACME, Database, OKTA, OTHER, Save, a_person, acting};
use crate::{Constraint, Order, StoreError, Tx, Viewer, Window, Work, people_filter};
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::{ConnectionId, PersonId};
use muster_model::people::Person;
use muster_scim::schema;
use uuid::Uuid;

fn id(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

async fn save(database: &Database, people: &[(u128, &'static str)]) -> Vec<Person> {
    let work = Save(people.to_vec());
    database.store.perform(acting(), work).await.unwrap()
}

pub(crate) async fn a_person_is_found_as_it_was_saved(database: &Database) {
    let saved = save(database, &[(1, "Ada")]).await;
    let reads = database.store.read();
    let people = reads.people();
    let found = people.get(ACME, id(1)).await.unwrap();
    assert_eq!(found.as_ref(), saved.first());
    let again = [
        people.by_user_name(ACME, "ada").await.unwrap(),
        people.by_external_id(ACME, OKTA, "ext-Ada").await.unwrap(),
        people
            .by_email(ACME, "ada@example.com")
            .await
            .unwrap()
            .pop(),
        people
            .visible(ACME, &Viewer::of(OKTA), id(1))
            .await
            .unwrap(),
        people.list(ACME, None, 10).await.unwrap().pop(),
    ];
    for one in again {
        assert_eq!(one, found);
    }
    assert_eq!(people.get(OTHER, id(1)).await.unwrap(), None);
    assert_eq!(people.by_user_name(OTHER, "ada").await.unwrap(), None);
    assert_eq!(people.by_user_name(ACME, "Ada").await.unwrap(), None);
}

pub(crate) async fn a_change_is_told_in_the_same_commit(database: &Database) {
    save(database, &[(1, "ada")]).await;
    assert_eq!(database.count("event", "kind = 'user.created'").await, 1);
    assert_eq!(database.count("audit", "action = 'user.created'").await, 1);
    assert_eq!(
        database
            .count("person_email", "value_key = 'ada@example.com'")
            .await,
        1
    );
}

struct Delete(u128);

impl Work for Delete {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let person = tx.people().get(ACME, id(self.0)).await?.unwrap();
        let mut revision = Revision::of(person);
        revision.delete(tx.now()).unwrap();
        let change = revision.close(tx.now()).unwrap();
        tx.people().save(change).await.map(|_| ())
    }
}

pub(crate) async fn a_name_is_free_again_after_deletion(database: &Database) {
    save(database, &[(1, "ada")]).await;
    let taken = database
        .store
        .perform(acting(), Save(vec![(2, "ADA")]))
        .await;
    assert!(
        matches!(taken, Err(StoreError::Conflict(Constraint::UserName))),
        "{taken:?}"
    );
    database.store.perform(acting(), Delete(1)).await.unwrap();
    let reads = database.store.read();
    assert_eq!(reads.people().get(ACME, id(1)).await.unwrap(), None);
    let tombstone = reads
        .people()
        .get_with_tombstones(ACME, id(1))
        .await
        .unwrap();
    assert!(tombstone.unwrap().deleted_at.is_some());
    let people = reads.people();
    for (external_id, name, follows) in [
        (None, "ada", Some(id(1))),
        (Some("ext-ada"), "renamed", Some(id(1))),
        (Some("ext-bob"), "renamed", None),
    ] {
        let found = people.last_deleted(ACME, OKTA, external_id, name).await;
        assert_eq!(found.unwrap(), follows, "{external_id:?} {name}");
    }
    assert_eq!(database.count("link", "TRUE").await, 0);
    save(database, &[(2, "ada")]).await;
    assert_eq!(
        database
            .count("event", "kind = 'user.deleted' AND sequence = 2")
            .await,
        1
    );
}

/// A directory that may adopt sees whom another one pushed, in the domains that are verified.
pub(crate) async fn a_viewer_sees_whom_it_may_adopt(database: &Database) {
    save(database, &[(1, "ada"), (2, "bob")]).await;
    let reads = database.store.read();
    let people = reads.people();
    let stranger = |domains: &[&str]| Viewer {
        connection: ConnectionId(Uuid::from_u128(0xdead)),
        adopts: domains.iter().copied().map(str::to_owned).collect(),
    };
    let ids = [id(1), id(2), id(3)];
    let everybody = people_filter(None, schema::user());
    for (viewer, seen, adoptable) in [
        (Viewer::of(OKTA), 2, 0),
        (stranger(&[]), 0, 0),
        (stranger(&["elsewhere.example"]), 0, 0),
        (stranger(&["elsewhere.example", "example.com"]), 2, 2),
    ] {
        let (by_id, first) = (Order::by_id(), Window::Skip(0));
        let page = people.page(ACME, &viewer, &everybody, &by_id, &first, 10);
        let found = page.await.unwrap();
        assert_eq!(found.len(), seen, "{viewer:?}");
        assert!(found.iter().all(|(_, person)| viewer.sees(person)));
        let count = people.count(ACME, &viewer, &everybody, None).await.unwrap();
        assert_eq!(usize::try_from(count), Ok(seen), "{viewer:?}");
        let ada = people.visible(ACME, &viewer, id(1)).await.unwrap();
        assert_eq!(ada.is_some(), seen > 0, "{viewer:?}");
        let strangers = people.adoptable(ACME, &viewer, &ids).await.unwrap();
        assert_eq!(strangers.len(), adoptable, "{viewer:?}");
    }
}

/// Saves what was read before somebody else saved.
struct SaveOld(Person);

impl Work for SaveOld {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut revision = Revision::of(self.0.clone());
        revision.delete(tx.now()).unwrap();
        let change = revision.close(tx.now()).unwrap();
        tx.people().save(change).await.map(|_| ())
    }
}

pub(crate) async fn who_was_faster_wins(database: &Database) {
    let old = save(database, &[(1, "ada")]).await.pop().unwrap();
    database.store.perform(acting(), Delete(1)).await.unwrap();
    let late = database.store.perform(acting(), SaveOld(old)).await;
    assert!(
        matches!(late, Err(StoreError::Conflict(Constraint::Version))),
        "{late:?}"
    );
    assert_eq!(database.count("event", "kind = 'user.deleted'").await, 1);
}

/// Deletes everybody in one save.
struct DeleteAll;

impl Work for DeleteAll {
    type Output = usize;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<usize, StoreError> {
        let ids: Vec<PersonId> = (1..=300).map(id).collect();
        let people = tx.people().get_many(ACME, &ids).await?;
        let changes = people.into_iter().map(|person| {
            let mut revision = Revision::of(person);
            revision.delete(tx.now()).unwrap();
            revision.close(tx.now()).unwrap()
        });
        Ok(tx.people().save_all(changes.collect()).await?.len())
    }
}

struct SaveMany;

impl Work for SaveMany {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let people = (1..=300).map(|n| a_person(n, &format!("p{n}")));
        let changes = people.filter_map(|person| person.close(tx.now())).collect();
        tx.people().save_all(changes).await.map(|_| ())
    }
}

pub(crate) async fn many_are_saved_at_once(database: &Database) {
    database.store.perform(acting(), SaveMany).await.unwrap();
    assert_eq!(
        database
            .store
            .read()
            .people()
            .count_all(ACME)
            .await
            .unwrap(),
        300
    );
    let gone = database.store.perform(acting(), DeleteAll).await.unwrap();
    assert_eq!(gone, 300);
    assert_eq!(database.count("person", "status = 'deleted'").await, 300);
    assert_eq!(database.count("event", "TRUE").await, 600);
}

/// Gives ada two sessions and an invitation that she accepted, then takes her access away.
struct Dismiss;

impl Work for Dismiss {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let sql = "INSERT INTO identity (id, address, address_key, username, username_key, \
             password_hash, created_at) VALUES ($1, 'a', 'a', 'a', 'a', 'h', 0)";
        tx.db().run(sql, [Uuid::from_u128(7).into()]).await?;
        for session in [8, 9] {
            let sql = "INSERT INTO session (id, person_id, identity_id, created_at) \
                 VALUES ($1, $2, $3, 0)";
            let values = [session, 1, 7].map(|n| Uuid::from_u128(n).into());
            tx.db().run(sql, values).await?;
        }
        let sql = "UPDATE person SET status = 'active' WHERE id = $1";
        tx.db().run(sql, [id(1).0.into()]).await?;
        let mut revision = Revision::of(tx.people().get(ACME, id(1)).await?.unwrap());
        revision.deactivate(Actor::System).unwrap();
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

pub(crate) async fn who_loses_access_loses_every_session(database: &Database) {
    save(database, &[(1, "ada")]).await;
    database.store.perform(acting(), Dismiss).await.unwrap();
    assert_eq!(database.count("session", "ended_at IS NULL").await, 0);
    assert_eq!(database.count("session", "ended_at IS NOT NULL").await, 2);
}
