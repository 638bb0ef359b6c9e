//! Mails, jobs and the feed: each leaves once, and goes on after whatever stopped it.

use super::support::{ACME, Database, OTHER, Save, run};
use crate::{ClaimedJob, ClaimedMail, Cursor, StoreError, Tx, Work};
use muster_model::change::Revision;
use muster_model::event::{Event, EventKind, SubjectKind};
use muster_model::ids::{InvitationId, PersonId};
use muster_model::people::{Address, Reach};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

fn ada() -> PersonId {
    PersonId(Uuid::from_u128(1))
}

struct Delete;

impl Work for Delete {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut revision = Revision::of(tx.people().get(ACME, ada()).await?.unwrap());
        revision.delete(tx.now()).unwrap();
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

pub(crate) async fn the_feed_misses_nothing(database: &Database) {
    let store = &database.store;
    run(store, Save(vec![(1, "ada"), (2, "bob")])).await;
    run(store, Delete).await;
    let reads = store.read();
    // On PostgreSQL the transactions of other tests on the same server may still be open.
    let all = loop {
        let all = reads
            .feed()
            .after(ACME, Cursor::default(), 10)
            .await
            .unwrap();
        if all.len() == 3 {
            break all;
        }
        tokio::task::yield_now().await;
    };
    let page = reads
        .feed()
        .after(ACME, Cursor::default(), 2)
        .await
        .unwrap();
    assert_eq!(page, all[..2]);
    let cursor: Cursor = page[1].cursor.to_string().parse().unwrap();
    let rest = reads.feed().after(ACME, cursor, 10).await.unwrap();
    assert_eq!(rest, all[2..]);
    assert!(rest[0].payload.contains("user.deleted"));
    assert!(
        reads
            .feed()
            .after(OTHER, Cursor::default(), 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!("1-".parse::<Cursor>().is_err());
}

struct Invite;

impl Work for Invite {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut revision = Revision::of(tx.people().get(ACME, ada()).await?.unwrap());
        let reach = Reach::At(Address::parse("ada@example.com").unwrap());
        let id = InvitationId(tx.next_id());
        revision.enable(&reach, id, Duration::from_hours(1), tx.now());
        tx.people().save(revision.close(tx.now()).unwrap()).await?;
        Ok(())
    }
}

struct ClaimMails;

impl Work for ClaimMails {
    type Output = Vec<ClaimedMail>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<ClaimedMail>, StoreError> {
        tx.mails().claim(10, Duration::from_mins(1)).await
    }
}

struct SettleMail(ClaimedMail, bool);

impl Work for SettleMail {
    type Output = bool;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        if self.1 {
            return tx.mails().sent(&self.0).await;
        }
        let due = tx.now().plus(Duration::from_mins(1));
        tx.mails().again(&self.0, due, "refused").await
    }
}

pub(crate) async fn a_mail_leaves_once(database: &Database) {
    let store = &database.store;
    run(store, Save(vec![(1, "ada")])).await;
    run(store, Invite).await;
    assert_eq!(store.read().mails().open().await.unwrap(), 1);
    let mail = run(store, ClaimMails).await.pop().unwrap();
    assert_eq!(mail.letter.message.name(), "activation");
    assert!(run(store, ClaimMails).await.is_empty());
    assert!(run(store, SettleMail(mail, false)).await);
    assert!(run(store, ClaimMails).await.is_empty());
    database.clock.advance(60);
    let mail = run(store, ClaimMails).await.pop().unwrap();
    assert_eq!(mail.failed, 1);
    assert!(run(store, SettleMail(mail.clone(), true)).await);
    assert!(!run(store, SettleMail(mail, true)).await, "settled twice");
    assert_eq!(store.read().mails().open().await.unwrap(), 0);
}

/// Adds a job, or claims it and moves it on.
enum Job {
    Add,
    Claim,
    Advance(ClaimedJob),
    Done(ClaimedJob),
}

impl Work for Job {
    type Output = Vec<ClaimedJob>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<ClaimedJob>, StoreError> {
        let jobs = tx.jobs();
        match self {
            Self::Add => drop(jobs.add(ACME, "compile", &json!({"version": 3})).await?),
            Self::Claim => return jobs.claim(1, Duration::from_mins(1)).await,
            Self::Advance(job) => assert!(jobs.advance(job, "200").await?),
            Self::Done(job) => assert!(jobs.done(job).await?),
        }
        Ok(Vec::new())
    }
}

pub(crate) async fn a_job_goes_on_where_it_stopped(database: &Database) {
    let store = &database.store;
    run(store, Job::Add).await;
    let first = run(store, Job::Claim).await.pop().unwrap();
    assert_eq!(
        (first.cursor.clone(), first.data.clone()),
        (None, json!({"version": 3}))
    );
    run(store, Job::Advance(first)).await;
    let second = run(store, Job::Claim).await.pop().unwrap();
    assert_eq!(second.cursor.as_deref(), Some("200"));
    run(store, Job::Done(second)).await;
    assert!(run(store, Job::Claim).await.is_empty());
    assert_eq!(store.read().jobs().open().await.unwrap(), 0);
}

/// Tells of an endpoint, and forgets what is old.
struct TellAndForget;

impl Work for TellAndForget {
    type Output = u64;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<u64, StoreError> {
        let before = tx.events().forget(tx.now(), 100).await?;
        let subject = (SubjectKind::Endpoint, Uuid::from_u128(5));
        let event = Event::plain(EventKind::EndpointDisabled);
        tx.events()
            .tell(ACME, subject, json!({"url": "u"}), event)
            .await?;
        Ok(before)
    }
}

pub(crate) async fn what_is_old_is_forgotten(database: &Database) {
    let store = &database.store;
    run(store, Save(vec![(1, "ada")])).await;
    run(store, Invite).await;
    assert_eq!(run(store, TellAndForget).await, 0, "nothing is old");
    database.clock.advance(1);
    assert_eq!(
        run(store, TellAndForget).await,
        3,
        "three events; the mail still waits"
    );
    let told = database.count("event", "kind = 'endpoint.disabled'").await;
    let waits = database.count("mail", "state = 'ready'").await;
    assert_eq!((told, waits), (1, 1));
}
