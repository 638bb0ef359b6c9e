//! A database with one account, and a clock that is moved by hand.

use super::world::World;
use crate::ctx::Ctx;
use muster_model::account::Account;
use muster_model::clock::{Clock, Timestamp};
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, Ids};
use muster_model::people::Person;
use muster_model::secret::SecretKey;
use muster_store::{Acting, Portrait, Runtime, Store, StoreError, StoreSettings, Tx, Work};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

/// The account of the stories.
pub(crate) const ACME: AccountId = AccountId(Uuid::from_u128(0xacce));

/// 22 November 2026, 09:30 UTC.
const NOW: i64 = 1_795_339_800_000_000;

/// Everything that a story needs.
pub(crate) struct TestBed {
    pub(crate) ctx: Ctx,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) world: Arc<World>,
    _folder: TempDir,
}

/// A clock that stands still until it is moved.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn forward(&self, time: Duration) {
        let micros = i64::try_from(time.as_micros()).unwrap();
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

struct Counting(AtomicU64);

impl Ids for Counting {
    fn next(&self) -> Uuid {
        Uuid::from_u128(0x1000 + u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }
}

struct Plain;

impl Portrait for Plain {
    fn person(&self, person: &Person, _: Option<ConnectionId>) -> Value {
        json!({"id": person.id, "userName": person.profile.user_name})
    }

    fn group(&self, group: &Group) -> Value {
        json!({"id": group.id})
    }
}

impl TestBed {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/muster.db", folder.path().display());
        let clock = Arc::new(TestClock(AtomicI64::new(NOW)));
        let ids: Arc<dyn Ids> = Arc::new(Counting(AtomicU64::new(0)));
        let runtime = Runtime {
            clock: Arc::<TestClock>::clone(&clock),
            ids: Arc::clone(&ids),
            portrait: Arc::new(Plain),
        };
        let store = Store::open(StoreSettings::new(url), runtime).await.unwrap();
        store.migrate().await.unwrap();
        store.perform(Acting::system(), AnAccount).await.unwrap();
        let world = Arc::new(World::default());
        let ctx = Ctx {
            store,
            clock: Arc::<TestClock>::clone(&clock),
            ids,
            random: Arc::<World>::clone(&world),
            key: SecretKey::new([1; 32]),
            public_url: "https://muster.example.com/".parse().unwrap(),
            most_looked_at: 200_000,
            mailer: Arc::<World>::clone(&world),
            webhooks: Arc::<World>::clone(&world),
        };
        Self {
            ctx,
            clock,
            world,
            _folder: folder,
        }
    }

    /// Runs something in a transaction.
    pub(crate) async fn perform<W: Work>(&self, work: W) -> Result<W::Output, W::Error> {
        self.ctx.store.perform(Acting::system(), work).await
    }
}

struct AnAccount;

impl Work for AnAccount {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let account = Account {
            id: ACME,
            slug: "acme".to_owned(),
            name: "Acme & Sons".to_owned(),
            preset: None,
            policy_version: 0,
            version: 1,
            created_at: tx.now(),
        };
        tx.accounts().insert(&account).await
    }
}
