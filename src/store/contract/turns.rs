//! Many use cases at once: each answer is true, and nobody's failure is another's.

use super::support::{ACME, Database, OKTA, Save, a_person, acting, run};
use crate::{Lane, Store, StoreError, Tx, Work};
use muster_model::ids::GroupId;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Runs the use cases of many callers at once.
async fn at_once<W: Work>(
    store: &Store,
    works: impl IntoIterator<Item = W>,
) -> Vec<Result<W::Output, W::Error>> {
    let callers: Vec<_> = works
        .into_iter()
        .map(|work| {
            let store = store.clone();
            Box::pin(async move { store.perform(acting(), work).await })
        })
        .collect();
    let mut tasks = tokio::task::JoinSet::new();
    for caller in callers {
        tasks.spawn(caller);
    }
    tasks.join_all().await
}

/// Saves one person, then does what its number says.
struct One(u128);

impl Work for One {
    type Output = u128;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u128, StoreError> {
        let change = a_person(self.0, &format!("p{}", self.0)).close(tx.now());
        tx.people().save(change.unwrap()).await?;
        match self.0 % 10 {
            3 => Err(StoreError::bug("refused")),
            _ => Ok(self.0),
        }
    }
}

pub(crate) async fn what_was_answered_is_there(database: &Database) {
    let works = (1..=200).map(|n| Save(vec![(n, Box::leak(format!("p{n}").into_boxed_str()))]));
    for outcome in at_once(&database.store, works).await {
        outcome.unwrap();
    }
    let later = database.another_process().await;
    assert_eq!(later.read().people().count_all(ACME).await.unwrap(), 200);
}

pub(crate) async fn a_refusal_takes_nobody_with_it(database: &Database) {
    let outcomes = at_once(&database.store, (1..=100).map(One)).await;
    assert_eq!(
        outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
        90
    );
    assert_eq!(
        database
            .store
            .read()
            .people()
            .count_all(ACME)
            .await
            .unwrap(),
        90
    );
    assert_eq!(database.count("event", "TRUE").await, 90);
}

/// Saves one person, or breaks down half way.
struct Breaks(u128);

impl Work for Breaks {
    type Output = u128;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u128, StoreError> {
        let change = a_person(self.0, &format!("p{}", self.0)).close(tx.now());
        tx.people().save(change.unwrap()).await?;
        assert!(self.0 % 10 != 3, "half way");
        Ok(self.0)
    }
}

pub(crate) async fn a_panic_takes_nobody_with_it(database: &Database) {
    let outcomes = at_once(&database.store, (1..=50).map(Breaks)).await;
    assert_eq!(
        outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
        45
    );
    assert_eq!(
        database
            .store
            .read()
            .people()
            .count_all(ACME)
            .await
            .unwrap(),
        45
    );
}

/// Waits in a lane until it may go on.
const GROUP: Lane = Lane::Group(OKTA, GroupId(Uuid::nil()));

struct InLane(Lane, Arc<Semaphore>);

impl Work for InLane {
    type Output = ();
    type Error = StoreError;

    fn lane(&self) -> Option<Lane> {
        Some(self.0)
    }

    async fn run(&self, _: &mut Tx) -> Result<(), StoreError> {
        self.1.acquire().await.map(drop).map_err(StoreError::bug)
    }
}

pub(crate) async fn who_waits_in_a_lane_holds_no_connection(database: &Database) {
    let store = database.with(|settings| settings.connections = 2).await;
    let go = Arc::new(Semaphore::new(0));
    let works = (0..20).map(|_| InLane(GROUP, Arc::clone(&go)));
    let reading = async {
        // Those before it are behind each other by the time that it is answered.
        for _ in 0..100 {
            store.read().people().count_all(ACME).await.unwrap();
        }
        go.add_permits(1);
    };
    let (outcomes, ()) = tokio::join!(at_once(&store, works), reading);
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
}

pub(crate) async fn a_broad_lane_leaves_room_for_others(database: &Database) {
    let store = database.with(|settings| settings.connections = 4).await;
    let go = Arc::new(Semaphore::new(0));
    let works = (0..20).map(|_| InLane(Lane::People(OKTA), Arc::clone(&go)));
    let reading = async {
        for _ in 0..100 {
            store.read().people().count_all(ACME).await.unwrap();
        }
        go.add_permits(1);
    };
    let (outcomes, ()) = tokio::join!(at_once(&store, works), reading);
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
}

pub(crate) async fn who_waits_too_long_in_a_lane_is_told(database: &Database) {
    let store = database
        .with(|settings| {
            settings.patience = Duration::from_millis(50);
            settings.turn = Duration::from_millis(500);
            settings.transaction = Duration::from_millis(500);
        })
        .await;
    let works = (0..2).map(|_| InLane(GROUP, Arc::new(Semaphore::new(0))));
    let outcomes = at_once(&store, works).await;
    let told =
        |outcome: &Result<(), StoreError>| matches!(outcome, Err(StoreError::Unavailable(_)));
    assert!(outcomes.iter().all(told), "{outcomes:?}");
}

/// Saves one person and never comes back.
struct Forever;

impl Work for Forever {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let change = a_person(1, "ada").close(tx.now());
        tx.people().save(change.unwrap()).await?;
        std::future::pending().await
    }
}

pub(crate) async fn a_use_case_that_lasts_too_long_is_undone(database: &Database) {
    let store = database
        .with(|settings| {
            settings.turn = Duration::from_millis(50);
            settings.transaction = Duration::from_millis(500);
        })
        .await;
    let outcome = store.perform(acting(), Forever).await;
    assert!(
        matches!(outcome, Err(StoreError::Unavailable(_))),
        "{outcome:?}"
    );
    store
        .perform(acting(), Save(vec![(1, "ada")]))
        .await
        .unwrap();
    assert_eq!(store.read().people().count_all(ACME).await.unwrap(), 1);
}

/// Holds a connection until it is told to let go.
struct Hold {
    held: Arc<Semaphore>,
    let_go: Arc<Semaphore>,
}

impl Work for Hold {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.connections().get(ACME, OKTA).await?.unwrap();
        self.held.add_permits(1);
        self.let_go.acquire().await.unwrap().forget();
        Ok(())
    }
}

/// On SQLite writers take turns, and nobody holds anything beside another.
pub(crate) async fn people_arrive_while_their_connection_is_held(database: &Database) {
    let store = &database.store;
    if store.file().is_some() {
        return;
    }
    let (held, let_go) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let holds = Hold {
        held: Arc::clone(&held),
        let_go: Arc::clone(&let_go),
    };
    let arrives = async {
        held.acquire().await.unwrap().forget();
        let arrived = run(store, Save(vec![(1, "ada")])).await;
        let_go.add_permits(1);
        arrived.len()
    };
    let ((), people) = tokio::join!(run(store, holds), arrives);
    assert_eq!(people, 1);
}
