//! What was answered is there, also when the process is killed in the middle of writing.

use super::support::{ACME, Database, TestClock, a_person, acting};
use crate::{Store, StoreError, StoreSettings, Tx, Work};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Where the child finds the database.
const TOLD: &str = "MUSTER_TEST_KILLED_DATABASE";

struct One(u128);

impl Work for One {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let change = a_person(self.0, &format!("p{}", self.0)).close(tx.now());
        tx.people().save(change.unwrap()).await.map(|_| ())
    }
}

/// Many callers at once, each of whom says when it was answered; nobody ever stops.
async fn write_until_killed(store: Store) {
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..32_u128 {
        let store = store.clone();
        callers.spawn(async move {
            for n in 0.. {
                let id = 1 + caller + 32 * n;
                store.perform(acting(), One(id)).await.unwrap();
                writeln!(std::io::stdout(), "answered {id}").unwrap();
            }
        });
    }
    callers.join_all().await;
}

/// The child of the story below; without a word from it, it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_one_that_is_killed() {
    if let Some(url) = std::env::var_os(TOLD) {
        let settings = StoreSettings::new(url.into_string().unwrap());
        let clock = Arc::new(TestClock::at(0));
        write_until_killed(Database::store(settings, &clock, 5_000_000).await).await;
    }
}

#[tokio::test]
async fn what_was_answered_survives_a_kill() {
    let database = Database::sqlite().await;
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "contract::killed::the_one_that_is_killed",
            "--exact",
            "--nocapture",
        ])
        .env(TOLD, database.url())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut answered = Vec::new();
    let read = |line: String| line.rsplit_once("answered ")?.1.parse::<u128>().ok();
    while answered.len() < 200 {
        answered.extend(read(said.next().unwrap().unwrap()));
    }
    child.kill().unwrap();
    // What it said before it died counts as well; the last line may be cut off.
    answered.extend(said.map_while(Result::ok).filter_map(read));
    child.wait().unwrap();
    let later = database.another_process().await;
    let ids: Vec<_> = answered
        .iter()
        .map(|id| uuid::Uuid::from_u128(*id).into())
        .collect();
    let found = later.read().people().get_many(ACME, &ids).await.unwrap();
    let cut_off = 1;
    assert!(
        found.len() + cut_off >= answered.len(),
        "an answer was not kept"
    );
    let events = database.count("event", "kind = 'user.created'").await;
    let people = database.count("person", "TRUE").await;
    assert_eq!(events, people, "a row without its event");
}
