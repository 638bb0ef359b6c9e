//! Groups: members are rows, and only the rows that really change are written and told.

use super::support::{ACME, Database, OKTA, OTHER, Save, acting};
use crate::{Constraint, Order, Store, StoreError, Tx, Viewer, Window, Work, groups_filter};
use muster_model::change::Revision;
use muster_model::group::{Group, Members, NewGroup};
use muster_model::ids::{GroupId, PersonId};
use muster_scim::filter::Filter;
use muster_scim::patch::{MemberOp, MemberRef};
use muster_scim::schema;
use uuid::Uuid;

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn drivers() -> GroupId {
    GroupId(uuid(100))
}

fn member(n: u128) -> MemberRef {
    MemberRef {
        value: uuid(n).to_string(),
        kind: None,
        display: None,
    }
}

fn add(ids: &[u128]) -> MemberOp {
    MemberOp::Add(ids.iter().map(|n| member(*n)).collect())
}

fn remove(ids: &[u128]) -> MemberOp {
    MemberOp::Remove(ids.iter().map(|n| uuid(*n).to_string()).collect())
}

/// Makes a group of this id and name.
pub(crate) struct Make(pub(crate) u128, pub(crate) &'static str);

impl Work for Make {
    type Output = Group;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Group, StoreError> {
        let new = NewGroup {
            attributes: serde_json::Map::new(),
            projects: None,
            id: GroupId(uuid(self.0)),
            account: ACME,
            connection: OKTA,
            display_name: self.1.to_owned(),
            external_id: Some(format!("ext-{}", self.1)),
        };
        let change = Revision::<Group>::create(new, tx.now()).close(tx.now());
        tx.groups().save(change.unwrap()).await
    }
}

/// Applies member operations to one group.
struct Apply(GroupId, Vec<MemberOp>);

impl Work for Apply {
    type Output = Option<Group>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Group>, StoreError> {
        let group = tx.groups().get(ACME, self.0).await?.unwrap();
        let members = tx.groups().resolve(&group, &self.1).await?;
        let mut revision = Revision::of(group);
        revision.members(members);
        match revision.close(tx.now()) {
            Some(change) => tx.groups().save(change).await.map(Some),
            None => Ok(None),
        }
    }
}

async fn apply(store: &Store, ops: Vec<MemberOp>) -> Option<Group> {
    store
        .perform(acting(), Apply(drivers(), ops))
        .await
        .unwrap()
}

async fn members(store: &Store) -> Vec<u128> {
    let reads = store.read();
    let group = reads.groups().get(ACME, drivers()).await.unwrap().unwrap();
    let members = reads.groups().members(&group, None, 1000).await.unwrap();
    members.iter().map(|member| member.id.as_u128()).collect()
}

async fn furnish(database: &Database) -> &Store {
    let people = Save(vec![(1, "ada"), (2, "bob"), (3, "cid")]);
    database.store.perform(acting(), people).await.unwrap();
    let made = database.store.perform(acting(), Make(100, "Drivers")).await;
    made.unwrap();
    &database.store
}

pub(crate) async fn a_group_is_found_as_it_was_saved(database: &Database) {
    let store = furnish(database).await;
    let reads = store.read();
    let groups = reads.groups();
    let found = groups.get(ACME, drivers()).await.unwrap();
    assert_eq!(found.as_ref().unwrap().display_name, "Drivers");
    assert_eq!(groups.by_name(ACME, OKTA, "drivers").await.unwrap(), found);
    assert_eq!(
        groups
            .by_external_id(ACME, OKTA, "ext-Drivers")
            .await
            .unwrap(),
        found
    );
    assert_eq!(groups.visible(ACME, OKTA, drivers()).await.unwrap(), found);
    assert_eq!(groups.get(OTHER, drivers()).await.unwrap(), None);
    let again = store.perform(acting(), Make(101, "DRIVERS")).await;
    assert!(
        matches!(again, Err(StoreError::Conflict(Constraint::GroupName))),
        "{again:?}"
    );
}

pub(crate) async fn only_what_changes_is_written(database: &Database) {
    let store = furnish(database).await;
    let first = apply(store, vec![add(&[1, 2])]).await.unwrap();
    assert_eq!((first.version, members(store).await), (2, vec![1, 2]));
    assert_eq!(apply(store, vec![add(&[1, 2]), remove(&[3])]).await, None);
    assert_eq!(apply(store, vec![remove(&[1]), add(&[1])]).await, None);
    apply(store, vec![remove(&[1]), add(&[3])]).await.unwrap();
    assert_eq!(members(store).await, [2, 3]);
    apply(store, vec![MemberOp::Replace(vec![member(1), member(3)])]).await;
    assert_eq!(members(store).await, [1, 3]);
    apply(store, vec![MemberOp::RemoveAll, add(&[2])])
        .await
        .unwrap();
    assert_eq!(members(store).await, [2]);
    assert_eq!(
        database
            .count("event", "kind = 'group.members_changed'")
            .await,
        4
    );
}

pub(crate) async fn who_is_unknown_is_waited_for(database: &Database) {
    let store = furnish(database).await;
    apply(store, vec![add(&[1, 77])]).await.unwrap();
    assert_eq!(members(store).await, [1]);
    let reads = store.read();
    let wanted = uuid(77).to_string();
    let pending = reads.groups().pending(drivers()).await.unwrap();
    assert_eq!(pending, std::slice::from_ref(&wanted));
    let waiting = reads.groups().waiting_for(OKTA, &[wanted]).await.unwrap();
    assert_eq!(
        waiting.iter().map(|g| g.id).collect::<Vec<_>>(),
        [drivers()]
    );
    assert_eq!(apply(store, vec![add(&[77])]).await, None);
    apply(store, vec![remove(&[77])]).await.unwrap();
    assert!(reads.groups().pending(drivers()).await.unwrap().is_empty());
}

pub(crate) async fn groups_reach_through_groups(database: &Database) {
    let store = furnish(database).await;
    let fleet = GroupId(uuid(101));
    store.perform(acting(), Make(101, "Fleet")).await.unwrap();
    apply(store, vec![add(&[1, 2])]).await.unwrap();
    let nest = Apply(fleet, vec![add(&[100, 2])]);
    store.perform(acting(), nest).await.unwrap();
    let reads = store.read();
    let groups = reads.groups();
    let found = groups
        .memberships(&[PersonId(uuid(1)), PersonId(uuid(2))])
        .await
        .unwrap();
    let seen: Vec<(u128, &str, bool)> = found
        .iter()
        .map(|m| (m.person.0.as_u128(), m.name.as_str(), m.direct))
        .collect();
    assert_eq!(
        seen,
        [
            (1, "Drivers", true),
            (1, "Fleet", false),
            (2, "Drivers", true),
            (2, "Fleet", true)
        ]
    );
    let below = groups.people_below(&[fleet], None, 10).await.unwrap();
    assert_eq!(below, [PersonId(uuid(1)), PersonId(uuid(2))]);
    assert!(groups.would_cycle(drivers(), &[fleet]).await.unwrap());
    assert!(!groups.would_cycle(fleet, &[drivers()]).await.unwrap());
    let marked = store.perform(acting(), MarkStale(fleet)).await.unwrap();
    assert_eq!(marked, 2);
    let stale = reads.people().stale(ACME, 0, None, 10).await.unwrap();
    assert_eq!(stale, [PersonId(uuid(1)), PersonId(uuid(2))]);
}

struct MarkStale(GroupId);

impl Work for MarkStale {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        tx.groups().mark_people_stale(ACME, &[self.0]).await
    }
}

struct Delete;

impl Work for Delete {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let group = tx.groups().get(ACME, drivers()).await?.unwrap();
        let mut revision = Revision::of(group);
        revision.members(Members::default());
        revision.delete(tx.now());
        tx.groups().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

pub(crate) async fn a_deleted_group_has_no_members(database: &Database) {
    let store = furnish(database).await;
    apply(store, vec![add(&[1, 77])]).await.unwrap();
    store.perform(acting(), Delete).await.unwrap();
    let left = database.count("membership", "TRUE").await;
    let waited = database.count("pending_member", "TRUE").await;
    assert_eq!((left, waited), (0, 0));
    store.perform(acting(), Make(101, "drivers")).await.unwrap();
}

pub(crate) async fn parallel_additions_are_all_there(database: &Database) {
    let store = furnish(database).await;
    let names: Vec<(u128, &'static str)> = (1001..=1100)
        .map(|n| (n, &*Box::leak(format!("p{n}").into_boxed_str())))
        .collect();
    store.perform(acting(), Save(names)).await.unwrap();
    let other = database.another_process().await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 1001..=1100 {
        let store = if n % 2 == 0 {
            store.clone()
        } else {
            other.clone()
        };
        tasks.spawn(async move {
            let work = Apply(drivers(), vec![add(&[n])]);
            store.perform(acting(), work).await.unwrap()
        });
    }
    tasks.join_all().await;
    assert_eq!(members(store).await.len(), 100);
    assert_eq!(
        database
            .count("event", "kind = 'group.members_changed'")
            .await,
        100
    );
    let version = store.read().groups().get(ACME, drivers()).await.unwrap();
    assert_eq!(version.unwrap().version, 101);
}

pub(crate) async fn groups_are_found_by_filter(database: &Database) {
    let store = furnish(database).await;
    store
        .perform(acting(), Make(101, "Managers"))
        .await
        .unwrap();
    apply(store, vec![add(&[1])]).await.unwrap();
    let cases = [
        ("displayName eq \"drivers\"", vec![100]),
        ("displayName sw \"MAN\"", vec![101]),
        (
            "members.value eq \"00000000-0000-0000-0000-000000000001\"",
            vec![100],
        ),
        (
            "members[value eq \"00000000-0000-0000-0000-000000000001\"]",
            vec![100],
        ),
        (
            "members eq \"00000000-0000-0000-0000-000000000002\"",
            vec![],
        ),
    ];
    let reads = store.read();
    let finder = reads.groups();
    for (text, expected) in cases {
        let condition = groups_filter(Some(&Filter::parse(text).unwrap()), schema::group());
        assert!(condition.exact, "{text}");
        let (viewer, order, window) = (Viewer::of(OKTA), Order::by_id(), Window::Skip(0));
        let total = finder.count(ACME, &viewer, &condition, None).await.unwrap();
        let page = finder.page(ACME, &viewer, &condition, &order, &window, 10);
        let page = page.await.unwrap();
        let ids: Vec<u128> = page.iter().map(|(mark, _)| mark.id.as_u128()).collect();
        assert_eq!((total, ids), (expected.len() as u64, expected), "{text}");
    }
}
