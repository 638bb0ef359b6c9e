//! The groups of a connection that stand for something: who has to follow the policy, and how far.

use super::support::{ACME, Database, OKTA, OTHER, run};
use crate::{ProjectedGroup, Projecting, StoreError, Tx, Work};
use muster_model::access::Projected;
use muster_model::change::Revision;
use muster_model::group::{Group, NewGroup};
use muster_model::ids::{AccountId, GroupId, WorkspaceId};
use uuid::Uuid;

const FAR: Projecting = Projecting {
    followed: Some(1),
    following: Some(2),
    after: Some(Uuid::from_u128(7)),
};

/// Remembers how far a connection has come, on the word of an account.
struct Remember(AccountId, Projecting);

impl Work for Remember {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.connections().set_projecting(self.0, OKTA, self.1).await
    }
}

pub(crate) async fn how_far_a_connection_has_come_is_its_accounts(database: &Database) {
    let reads = database.store.read();
    let connections = reads.connections();
    let due = async || connections.to_project_of_any_account().await.unwrap();
    let told = async |account| connections.projecting(account, OKTA).await.unwrap();
    let nowhere = Projecting {
        followed: None,
        following: None,
        after: None,
    };
    assert_eq!((due().await, told(ACME).await), (None, Some(nowhere)));
    let on = "UPDATE connection SET projection = true";
    database.execute(on).await;
    assert_eq!(due().await, Some(OKTA));
    run(&database.store, Remember(OTHER, FAR)).await;
    assert_eq!((told(OTHER).await, told(ACME).await), (None, Some(nowhere)));
    run(&database.store, Remember(ACME, FAR)).await;
    assert_eq!(told(ACME).await, Some(FAR));
    database
        .execute("UPDATE connection SET projected_version = (SELECT policy_version FROM account WHERE id = connection.account_id)")
        .await;
    assert_eq!(due().await, None, "it has followed");
    database
        .execute("UPDATE connection SET projection = false")
        .await;
    assert_eq!(due().await, Some(OKTA), "its groups are to go");
}

/// Makes a group of this number that stands for a workspace of the same number.
struct Stands(u128, &'static str);

impl Work for Stands {
    type Output = Group;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Group, StoreError> {
        let new = NewGroup {
            attributes: serde_json::Map::new(),
            projects: Some(Projected::Workspace(WorkspaceId(Uuid::from_u128(self.0)))),
            id: GroupId(Uuid::from_u128(self.0)),
            account: ACME,
            connection: OKTA,
            display_name: self.1.to_owned(),
            external_id: None,
        };
        let change = Revision::<Group>::create(new, tx.now()).close(tx.now());
        tx.groups().save(change.unwrap()).await
    }
}

/// Says which name a group would have, on the word of an account.
struct Want(AccountId, u128, &'static str);

impl Work for Want {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let id = GroupId(Uuid::from_u128(self.1));
        tx.groups().set_wanted(self.0, id, Some(self.2)).await
    }
}

/// Deletes a group.
struct Drop(u128);

impl Work for Drop {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let id = GroupId(Uuid::from_u128(self.0));
        let mut revision = Revision::of(tx.groups().get(ACME, id).await?.unwrap());
        revision.delete(tx.now());
        tx.groups().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

fn group(id: u128, wanted_key: Option<&str>) -> ProjectedGroup {
    ProjectedGroup {
        id: GroupId(Uuid::from_u128(id)),
        target: Uuid::from_u128(id),
        wanted_key: wanted_key.map(str::to_owned),
    }
}

pub(crate) async fn groups_that_stand_for_something_are_walked_by_what_it_is(database: &Database) {
    let store = &database.store;
    for (id, name) in [(13, "Pier"), (11, "Yard"), (12, "Depot")] {
        run(store, Stands(id, name)).await;
    }
    run(store, super::groups::Make(14, "Drivers")).await;
    let reads = store.read();
    let groups = reads.groups();
    let after = async |account, after, limit| {
        let after = Uuid::from_u128(after);
        let found = groups.projected_after(account, OKTA, after, limit).await;
        found.unwrap()
    };
    let all = [group(11, None), group(12, None), group(13, None)];
    assert_eq!(
        after(ACME, 0, 10).await,
        all,
        "and none of the directory's own"
    );
    assert_eq!(after(ACME, 0, 2).await, all[..2]);
    assert_eq!(after(ACME, 12, 10).await, all[2..]);
    assert_eq!(after(OTHER, 0, 10).await, []);
}

pub(crate) async fn a_name_is_taken_once_it_is_free(database: &Database) {
    let store = &database.store;
    run(store, super::groups::Make(20, "Yard")).await;
    run(store, Stands(11, "Yard (workspace)")).await;
    let reads = store.read();
    let misnamed = async |account| reads.groups().misnamed(account, OKTA, 10).await.unwrap();
    run(store, Want(OTHER, 11, "yard")).await;
    run(store, Drop(20)).await;
    assert_eq!(misnamed(ACME).await, [], "another account has no say");
    run(store, super::groups::Make(21, "Yard")).await;
    run(store, Want(ACME, 11, "yard")).await;
    assert_eq!(misnamed(ACME).await, [], "somebody has it");
    run(store, Drop(21)).await;
    assert_eq!(misnamed(ACME).await, [group(11, Some("yard"))]);
    assert_eq!(misnamed(OTHER).await, []);
}
