//! OAuth clients and signing keys.

use super::support::{Database, OKTA, acting, run};
use crate::{Constraint, StoreError, Tx, Work};
use muster_model::clock::Timestamp;
use muster_model::ids::{OAuthClientId, PersonId};
use muster_model::oauth::{Lifetime, OAuthClient, SigningKey};
use uuid::Uuid;

fn client(id: u128, hash: &str) -> OAuthClient {
    OAuthClient {
        id: OAuthClientId(Uuid::from_u128(id)),
        connection: OKTA,
        hash: hash.to_owned(),
        lifetime: Lifetime::of_minutes(90).unwrap(),
        person: Some(PersonId(Uuid::from_u128(7))),
        created_at: Timestamp(5),
    }
}

struct AddClients(Vec<OAuthClient>);

impl Work for AddClients {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        for client in &self.0 {
            tx.oauth_clients().insert(client).await?;
        }
        Ok(())
    }
}

struct Revoke(OAuthClientId);

impl Work for Revoke {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.oauth_clients().revoke(self.0, Timestamp(9)).await
    }
}

pub(crate) async fn a_client_is_found_until_it_or_its_connection_is_revoked(database: &Database) {
    let (one, other) = (client(1, "one"), client(2, "other"));
    let both = AddClients(vec![one.clone(), other.clone()]);
    run(&database.store, both).await;
    let reads = database.store.read();
    let clients = reads.oauth_clients();
    assert_eq!(clients.by_hash("one").await.unwrap(), Some(one.clone()));
    assert_eq!(clients.get(one.id).await.unwrap(), Some(one.clone()));
    let of_okta = clients.of_connection(OKTA).await.unwrap();
    assert_eq!(of_okta, [one.clone(), other.clone()]);

    run(&database.store, Revoke(one.id)).await;
    assert_eq!(clients.by_hash("one").await.unwrap(), None);
    assert_eq!(clients.get(one.id).await.unwrap(), None);
    assert_eq!(clients.connection(&one).await.unwrap(), None);
    assert!(clients.connection(&other).await.unwrap().is_some());

    database
        .execute("UPDATE connection SET revoked_at = 1")
        .await;
    assert_eq!(clients.connection(&other).await.unwrap(), None);
}

struct AddKey(SigningKey);

impl Work for AddKey {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.signing_keys().add(&self.0).await
    }
}

struct ForgetKey(Uuid);

impl Work for ForgetKey {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.signing_keys().forget(self.0).await
    }
}

fn key(id: u128, number: i64) -> SigningKey {
    SigningKey {
        id: Uuid::from_u128(id),
        number,
        public: "x".to_owned(),
        sealed: "k1.x".to_owned(),
        created_at: Timestamp(1),
        signs_from: Timestamp(2),
    }
}

pub(crate) async fn a_signing_key_has_one_place_in_the_succession(database: &Database) {
    run(&database.store, AddKey(key(1, 1))).await;
    let taken = database
        .store
        .perform(acting(), AddKey(key(2, 1)))
        .await
        .unwrap_err();
    let doubled = matches!(taken, StoreError::Conflict(Constraint::Duplicate));
    assert!(doubled, "{taken:?}");
    run(&database.store, AddKey(key(3, 2))).await;
    let reads = database.store.read();
    let keys = reads.signing_keys();
    assert_eq!(keys.all().await.unwrap(), [key(1, 1), key(3, 2)]);
    run(&database.store, ForgetKey(Uuid::from_u128(1))).await;
    assert_eq!(keys.get(Uuid::from_u128(1)).await.unwrap(), None);
    let left = keys.get(Uuid::from_u128(3)).await.unwrap();
    assert_eq!(left, Some(key(3, 2)));
}
