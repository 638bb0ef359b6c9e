//! Deliveries: what follows from a change reaches every endpoint in order, and none is lost.

use super::support::{ACME, Database, OTHER, Save, run};
use crate::{ClaimLimits, Claimed, EndpointSecret, Finished, Next, Store, StoreError, Tx, Work};
use muster_model::change::Revision;
use muster_model::clock::Timestamp;
use muster_model::ids::{EndpointId, PersonId};
use muster_model::webhook::{Endpoint, EndpointState, EventFilter, MessageFormat};
use std::time::Duration;
use uuid::Uuid;

const LIMITS: ClaimLimits = ClaimLimits {
    all: 100,
    per_endpoint: 10,
    lease: Duration::from_secs(30),
};

fn endpoint(id: u128) -> EndpointId {
    EndpointId(Uuid::from_u128(id))
}

struct Subscribe(u128, &'static str);

impl Work for Subscribe {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let endpoint = Endpoint {
            id: endpoint(self.0),
            account: ACME,
            url: "https://hooks.example.com".to_owned(),
            format: MessageFormat::Standard,
            events: EventFilter::parse(self.1).unwrap(),
            state: EndpointState::Enabled,
            paused_until: None,
            failing_since: None,
            version: 1,
            created_at: tx.now(),
        };
        tx.endpoints().insert(&endpoint).await?;
        let secret = EndpointSecret {
            id: tx.next_id(),
            sealed: "sealed".to_owned(),
            created_at: tx.now(),
            expires_at: None,
        };
        tx.endpoints().add_secret(endpoint.id, &secret).await
    }
}

struct Claim(ClaimLimits);

impl Work for Claim {
    type Output = Vec<Claimed>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<Claimed>, StoreError> {
        tx.deliveries().claim(self.0).await
    }
}

struct Finish(Vec<(Claimed, Next)>);

impl Work for Finish {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        let finished: Vec<Finished> = self
            .0
            .iter()
            .map(|(claimed, next)| Finished {
                claimed: claimed.clone(),
                at: tx.now(),
                took: Duration::from_millis(12),
                status: Some(if *next == Next::Done { 204 } else { 500 }),
                error: None,
                response: "said".to_owned(),
                next: *next,
            })
            .collect();
        tx.deliveries().finish(&finished).await
    }
}

struct Release(Vec<Claimed>, Timestamp);

impl Work for Release {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.deliveries().release(&self.0, self.1).await
    }
}

/// Puts a person's status on by hand, so that each change makes one event.
struct Give(u128);

impl Work for Give {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let id = PersonId(Uuid::from_u128(self.0));
        let mut revision = Revision::of(tx.people().get(ACME, id).await?.unwrap());
        revision.protect_owner();
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

struct Delete(u128);

impl Work for Delete {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let id = PersonId(Uuid::from_u128(self.0));
        let mut revision = Revision::of(tx.people().get(ACME, id).await?.unwrap());
        revision.delete(tx.now()).unwrap();
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

async fn claim(store: &Store) -> Vec<Claimed> {
    run(store, Claim(LIMITS)).await
}

async fn finish(store: &Store, claimed: Vec<Claimed>, next: Next) -> u64 {
    let all = claimed.into_iter().map(|one| (one, next)).collect();
    run(store, Finish(all)).await
}

/// The types of what was claimed, in the order of ids.
fn kinds(claimed: &[Claimed]) -> Vec<String> {
    let kind = |one: &Claimed| {
        let body: serde_json::Value = serde_json::from_str(&one.payload).unwrap();
        body.get("type").unwrap().as_str().unwrap().to_owned()
    };
    claimed.iter().map(kind).collect()
}

pub(crate) async fn an_endpoint_hears_what_it_asked_for(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Subscribe(2, "user.deleted")).await;
    run(store, Save(vec![(1, "ada")])).await;
    run(store, Delete(1)).await;
    let all = claim(store).await;
    let heard: Vec<(u128, String)> = all
        .iter()
        .map(|one| one.endpoint.0.as_u128())
        .zip(kinds(&all))
        .collect();
    assert_eq!(
        heard,
        [
            (1, "user.created".to_owned()),
            (2, "user.deleted".to_owned())
        ]
    );
    let reads = store.read();
    let secrets = reads
        .endpoints()
        .secrets(endpoint(1), Timestamp(0))
        .await
        .unwrap();
    assert_eq!(secrets.len(), 1);
    assert_eq!(
        reads.endpoints().get(OTHER, endpoint(1)).await.unwrap(),
        None
    );
}

pub(crate) async fn a_lane_is_in_order(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Save(vec![(1, "ada"), (2, "bob")])).await;
    run(store, Give(1)).await;
    let first = claim(store).await;
    assert_eq!(kinds(&first), ["user.created", "user.created"]);
    assert!(claim(store).await.is_empty());
    assert_eq!(finish(store, first, Next::Done).await, 2);
    let second = claim(store).await;
    assert_eq!(kinds(&second), ["owner.protected"]);
    finish(store, second, Next::Done).await;
    assert_eq!(store.read().deliveries().open().await.unwrap(), 0);
    let attempts = store
        .read()
        .deliveries()
        .attempts(endpoint(1), 10)
        .await
        .unwrap();
    let seen: Vec<(&str, i64, Option<i64>)> = attempts
        .iter()
        .map(|one| (one.kind.as_str(), one.number, one.status))
        .collect();
    assert_eq!(
        seen,
        [
            ("owner.protected", 1, Some(204)),
            ("user.created", 1, Some(204)),
            ("user.created", 1, Some(204)),
        ]
    );
}

pub(crate) async fn a_removal_overtakes_a_failing_head(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Save(vec![(1, "ada")])).await;
    run(store, Give(1)).await;
    run(store, Delete(1)).await;
    let head = claim(store).await;
    assert_eq!(kinds(&head), ["user.created"]);
    assert!(claim(store).await.is_empty(), "the head is on its way");
    let later = database.clock.later(60);
    finish(store, head, Next::Again(later)).await;
    let removal = claim(store).await;
    assert_eq!(kinds(&removal), ["user.deleted"]);
    finish(store, removal, Next::Done).await;
    assert!(claim(store).await.is_empty());
    let failing = store
        .read()
        .endpoints()
        .get(ACME, endpoint(1))
        .await
        .unwrap();
    assert_eq!(failing.unwrap().failing_since, None, "the removal arrived");
    assert_eq!(
        store.read().deliveries().next_due().await.unwrap(),
        Some(later)
    );
    database.clock.advance(60);
    let head = claim(store).await;
    assert_eq!(
        (kinds(&head), head[0].failed),
        (vec!["user.created".to_owned()], 1)
    );
    finish(store, head, Next::Dead).await;
    let rest = claim(store).await;
    assert_eq!(kinds(&rest), ["owner.protected"]);
}

struct ResendDead(Timestamp, u64);

impl Work for ResendDead {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        let ResendDead(since, at_most) = *self;
        tx.deliveries()
            .resend_dead(endpoint(1), since, at_most)
            .await
    }
}

pub(crate) async fn what_was_given_up_goes_out_again_part_by_part(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Subscribe(2, "*")).await;
    run(store, Save(vec![(1, "ada")])).await;
    database.clock.advance(60);
    let since = database.clock.later(0);
    run(store, Save(vec![(2, "bob"), (3, "eve")])).await;
    finish(store, claim(store).await, Next::Dead).await;
    assert!(claim(store).await.is_empty());

    assert_eq!(run(store, ResendDead(since, 1)).await, 1);
    assert_eq!(
        run(store, ResendDead(since, 10)).await,
        1,
        "of the other endpoint nothing"
    );
    let again = claim(store).await;
    let kept: Vec<_> = again.iter().map(|one| (one.endpoint, one.failed)).collect();
    assert_eq!(kept, [(endpoint(1), 0); 2]);
    finish(store, again, Next::Done).await;
    assert_eq!(
        run(store, ResendDead(since, 10)).await,
        0,
        "it was delivered"
    );
    assert_eq!(
        run(store, ResendDead(Timestamp(0), 10)).await,
        1,
        "the one before"
    );
}

pub(crate) async fn a_lost_worker_loses_nothing(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Save(vec![(1, "ada")])).await;
    let lost = claim(store).await;
    database.clock.advance(31);
    let found = claim(store).await;
    assert_eq!(found.len(), 1);
    assert_ne!(found[0].claim, lost[0].claim);
    assert_eq!(
        finish(store, lost, Next::Done).await,
        0,
        "it is not ours any more"
    );
    assert_eq!(finish(store, found, Next::Done).await, 1);
}

pub(crate) async fn what_is_given_back_waits_in_its_place_and_was_no_attempt(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Save(vec![(1, "ada")])).await;
    run(store, Give(1)).await;
    let head = claim(store).await;
    run(store, Release(head, database.clock.later(30))).await;
    assert!(claim(store).await.is_empty(), "what is behind it waits");
    database.clock.advance(30);
    let head = claim(store).await;
    let seen = (kinds(&head), head[0].failed);
    assert_eq!(seen, (vec!["user.created".to_owned()], 0));
    assert_eq!(finish(store, head, Next::Done).await, 1);
    assert_eq!(kinds(&claim(store).await), ["owner.protected"]);
}

pub(crate) async fn a_slow_endpoint_never_takes_every_slot(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    run(store, Subscribe(2, "*")).await;
    let people = (1..=30).map(|n| (n, &*Box::leak(format!("p{n}").into_boxed_str())));
    run(store, Save(people.collect())).await;
    let claimed = claim(store).await;
    let to = |id| {
        claimed
            .iter()
            .filter(|one| one.endpoint == endpoint(id))
            .count()
    };
    assert_eq!((to(1), to(2)), (10, 10));
    let fast: Vec<Claimed> = claimed
        .into_iter()
        .filter(|c| c.endpoint == endpoint(2))
        .collect();
    finish(store, fast, Next::Done).await;
    let next = claim(store).await;
    assert!(next.iter().all(|one| one.endpoint == endpoint(2)));
    assert_eq!(next.len(), 10);
}

pub(crate) async fn two_workers_never_share_a_delivery(database: &Database) {
    let store = &database.store;
    run(store, Subscribe(1, "*")).await;
    let people = (1..=60).map(|n| (n, &*Box::leak(format!("p{n}").into_boxed_str())));
    run(store, Save(people.collect())).await;
    let other = database.another_process().await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..12 {
        let store = if n % 2 == 0 {
            store.clone()
        } else {
            other.clone()
        };
        let limits = ClaimLimits {
            all: 5,
            per_endpoint: 100,
            ..LIMITS
        };
        tasks.spawn(async move { run(&store, Claim(limits)).await });
    }
    let mut ids: Vec<_> = tasks
        .join_all()
        .await
        .into_iter()
        .flatten()
        .map(|c| c.id)
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "somebody got the same one");
}

/// What waits is looked up by its lane: PostgreSQL, which has not counted the table yet, must not weigh
/// each delivery against each other one.
pub(crate) async fn a_long_queue_is_claimed_lane_by_lane(database: &Database) {
    run(&database.store, Subscribe(1, "*")).await;
    let is_sqlite = database.store.file().is_some();
    let id = |number: &str| {
        if is_sqlite {
            format!("unhex(printf('%032x', {number}))")
        } else {
            format!("lpad(to_hex({number}), 32, '0')::uuid")
        }
    };
    if !is_sqlite {
        let uncounted = "ALTER TABLE delivery SET (autovacuum_enabled = off)";
        database.execute(uncounted).await;
    }
    // Two of each of 5,000 lanes.
    let (delivery, endpoint, lane) = (id("i"), id("1"), id("(i + 1) / 2"));
    let queue = format!(
        "INSERT INTO delivery (id, event_id, endpoint_id, account_id, subject_id, sequence, urgent, \
         state, attempt, due, created_at) \
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
         SELECT {delivery}, {delivery}, {endpoint}, {delivery}, {lane}, i, FALSE, 'ready', 0, 0, 0 FROM n"
    );
    database.execute(&queue).await;
    let limits = ClaimLimits {
        per_endpoint: 100,
        ..LIMITS
    };
    let claimed = run(&database.store, Claim(limits)).await;
    let firsts: Vec<u128> = claimed.iter().map(|one| one.id.0.as_u128()).collect();
    let expected: Vec<u128> = (0..100).map(|lane| 2 * lane + 1).collect();
    assert_eq!(firsts, expected);
}
