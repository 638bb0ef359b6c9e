//! Accounts, connections, tokens, identities, settings and the provisioning log.

use super::support::{ACME, Database, OKTA, OTHER, acting, run};
use crate::{ApiToken, Constraint, Identity, LogFilter, LogRow, StoreError, Tx, Work};
use muster_model::account::Account;
use muster_model::clock::Timestamp;
use muster_model::connection::{Token, TokenRole};
use muster_model::ids::{AccountId, IdentityId, TokenId};
use muster_model::people::Address;
use uuid::Uuid;

/// The accounts and connections that every story begins with.
pub(crate) async fn an_account_is_found_by_its_slug(database: &Database) {
    let reads = database.store.read();
    let found = reads.accounts().by_slug("acme").await.unwrap().unwrap();
    assert_eq!(found.id, ACME);
    assert_eq!(
        reads.accounts().get(ACME).await.unwrap(),
        Some(found.clone())
    );
    let again = Account {
        id: AccountId(Uuid::from_u128(9)),
        ..found
    };
    let taken = database.store.perform(acting(), NewAccount(again)).await;
    assert!(
        matches!(taken, Err(StoreError::Conflict(Constraint::AccountSlug))),
        "{taken:?}"
    );
}

struct NewAccount(Account);

impl Work for NewAccount {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.accounts().insert(&self.0).await
    }
}

fn token(id: u128, hash: &str, expires_at: Option<i64>) -> Token {
    Token {
        id: TokenId(Uuid::from_u128(id)),
        hash: hash.to_owned(),
        created_at: Timestamp(0),
        expires_at: expires_at.map(Timestamp),
        revoked_at: None,
    }
}

struct AddTokens;

impl Work for AddTokens {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.tokens().add(OKTA, &token(1, "scim", Some(100))).await?;
        let api = ApiToken {
            token: token(2, "api", None),
            account: OTHER,
            name: "script".to_owned(),
            role: TokenRole::Viewer,
            last_used_at: None,
        };
        tx.tokens().add_api(&api).await
    }
}

pub(crate) async fn a_token_opens_one_door_for_a_time(database: &Database) {
    run(&database.store, AddTokens).await;
    let reads = database.store.read();
    let tokens = reads.tokens();
    assert!(
        tokens
            .connection("scim", Timestamp(99))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        tokens
            .connection("scim", Timestamp(100))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        tokens
            .connection("api", Timestamp(0))
            .await
            .unwrap()
            .is_none()
    );
    assert!(tokens.api("scim", Timestamp(0)).await.unwrap().is_none());
    let api = tokens
        .api("api", Timestamp(1_000_000))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((api.account, api.role), (OTHER, TokenRole::Viewer));
}

struct NewIdentity(u128, &'static str, &'static str);

impl Work for NewIdentity {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let identity = Identity {
            id: IdentityId(Uuid::from_u128(self.0)),
            address: Address::parse(self.1).unwrap(),
            username: self.2.to_owned(),
            password_hash: "hash".to_owned(),
            created_at: tx.now(),
        };
        tx.identities().insert(identity).await
    }
}

pub(crate) async fn an_identity_is_unique_in_the_deployment(database: &Database) {
    let store = &database.store;
    run(store, NewIdentity(1, "Ada@example.com", "Ada")).await;
    let reads = store.read();
    let by_name = reads.identities().by_username("ada").await.unwrap();
    assert_eq!(
        by_name.as_ref().unwrap().address.as_str(),
        "Ada@example.com"
    );
    let by_address = reads
        .identities()
        .by_address("ada@example.com")
        .await
        .unwrap();
    assert!(by_address == by_name);
    let name = store
        .perform(acting(), NewIdentity(2, "bob@example.com", "ADA"))
        .await;
    assert!(matches!(
        name,
        Err(StoreError::Conflict(Constraint::IdentityUsername))
    ));
    let address = store
        .perform(acting(), NewIdentity(3, "ada@example.com", "bob"))
        .await;
    assert!(matches!(
        address,
        Err(StoreError::Conflict(Constraint::IdentityAddress))
    ));
}

struct Keep(&'static str);

impl Work for Keep {
    type Output = String;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<String, StoreError> {
        tx.settings().keep("fingerprint", self.0).await
    }
}

pub(crate) async fn the_first_word_of_a_setting_is_kept(database: &Database) {
    assert_eq!(run(&database.store, Keep("one")).await, "one");
    assert_eq!(run(&database.store, Keep("two")).await, "one");
}

fn logged(id: u128, status: u16, known: bool) -> LogRow {
    LogRow {
        id: Uuid::from_u128(id),
        at: Timestamp(i64::try_from(id).unwrap()),
        account: known.then_some(ACME),
        connection: known.then_some(OKTA),
        method: "GET".to_owned(),
        path: "/scim/v2/Users".to_owned(),
        status,
        scim_type: None,
        detail: None,
        subject: None,
        request_id: format!("r{id}"),
        peer: None,
        count: 1,
        duration_us: 5,
        body: None,
    }
}

struct Log;

impl Work for Log {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let rows = vec![
            logged(1, 200, true),
            logged(2, 400, true),
            logged(3, 401, false),
        ];
        tx.request_log().insert(rows).await
    }
}

struct Forget(i64);

impl Work for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        tx.request_log().forget(Timestamp(self.0), 100).await
    }
}

pub(crate) async fn the_log_is_asked_for_what_failed(database: &Database) {
    run(&database.store, Log).await;
    let reads = database.store.read();
    let all = LogFilter {
        limit: 10,
        ..LogFilter::default()
    };
    let failed = LogFilter {
        failed: true,
        ..all.clone()
    };
    let of_acme = LogFilter {
        account: Some(ACME),
        ..failed.clone()
    };
    let later = LogFilter {
        after: Some(Uuid::from_u128(2)),
        ..all.clone()
    };
    let cases: [(LogFilter, &[u128]); 4] = [
        (all, &[1, 2, 3]),
        (failed, &[2, 3]),
        (of_acme, &[2]),
        (later, &[3]),
    ];
    for (filter, expected) in cases {
        let mut rows = reads.request_log().read(&filter).await.unwrap();
        rows.sort_by_key(|row| row.id);
        let ids: Vec<u128> = rows.iter().map(|row| row.id.as_u128()).collect();
        assert_eq!(ids, expected, "{filter:?}");
    }
    assert_eq!(run(&database.store, Forget(3)).await, 2);
    assert_eq!(database.count("request_log", "TRUE").await, 1);
}
