//! The rows that wait to be written: bounded, whatever comes in.

use super::{Entry, Sent};
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Rows that may wait; past it successful reads go first.
const WAITING: usize = 10_000;
/// Rows that are written at once.
pub const BATCH: usize = 500;
/// Bytes of bodies that may wait; past it rows go without theirs.
const BODIES: usize = 32 * 1024 * 1024;
/// Senders without a known token that are told apart within a second.
const STRANGERS: usize = 10_000;

/// The way into the log: never waits, never fails.
#[derive(Clone, Default)]
pub struct RequestLogSender(Arc<Queue>);

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    full: Notify,
}

#[derive(Default)]
struct Waiting {
    reads: VecDeque<Entry>,
    rest: VecDeque<Entry>,
    strangers: HashMap<(Option<String>, i64), Entry>,
    bodies: usize,
    dropped: u64,
}

/// What was taken out to be written.
#[derive(Debug, Default)]
pub struct Taken {
    /// The rows, oldest first.
    pub rows: Vec<Entry>,
    /// How many rows were dropped since the last time.
    pub dropped: u64,
}

impl RequestLogSender {
    /// Hands a row over.
    pub fn record(&self, entry: Entry) {
        let mut waiting = self
            .0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        waiting.take_in(entry);
        if waiting.len() >= BATCH {
            self.0.full.notify_one();
        }
    }

    /// Waits until a batch is full.
    pub async fn batch(&self) {
        self.0.full.notified().await;
    }

    /// Takes the next batch out. The rows of strangers come out when their second is over, which
    /// `now` tells in seconds.
    pub fn take(&self, now: i64) -> Taken {
        let mut waiting = self
            .0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        waiting.give_out(now)
    }
}

impl Waiting {
    fn len(&self) -> usize {
        self.reads.len() + self.rest.len()
    }

    fn take_in(&mut self, mut entry: Entry) {
        if entry.connection.is_none() {
            return self.take_in_stranger(entry);
        }
        let size = entry.body.as_ref().map_or(0, Sent::kept);
        if self.bodies + size > BODIES {
            entry.body = None;
        } else {
            self.bodies += size;
        }
        if self.len() >= WAITING {
            self.drop_one();
        }
        if entry.method == "GET" && entry.status < 400 {
            self.reads.push_back(entry);
        } else {
            self.rest.push_back(entry);
        }
    }

    /// One row for each peer and second, with a count; its body is nobody's business.
    fn take_in_stranger(&mut self, mut entry: Entry) {
        entry.body = None;
        let key = (entry.peer.clone(), entry.at.unix_seconds());
        if let Some(known) = self.strangers.get_mut(&key) {
            known.count += 1;
        } else if self.strangers.len() < STRANGERS {
            self.strangers.insert(key, entry);
        } else {
            self.dropped += 1;
        }
    }

    fn drop_one(&mut self) {
        let gone = self.reads.pop_front().or_else(|| self.rest.pop_front());
        self.bodies -= gone
            .and_then(|entry| entry.body)
            .map_or(0, |body| body.kept());
        self.dropped += 1;
    }

    fn give_out(&mut self, now: i64) -> Taken {
        let mut rows: Vec<Entry> = self
            .strangers
            .extract_if(|(_, second), _| *second < now)
            .map(|(_, entry)| entry)
            .collect();
        while rows.len() < BATCH {
            let reads_first = match (self.reads.front(), self.rest.front()) {
                (Some(read), Some(other)) => read.id < other.id,
                (read, _) => read.is_some(),
            };
            let queue = if reads_first {
                &mut self.reads
            } else {
                &mut self.rest
            };
            let Some(entry) = queue.pop_front() else {
                break;
            };
            self.bodies -= entry.body.as_ref().map_or(0, Sent::kept);
            rows.push(entry);
        }
        rows.sort_by_key(|entry| entry.id);
        Taken {
            rows,
            dropped: std::mem::take(&mut self.dropped),
        }
    }
}

impl fmt::Debug for RequestLogSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestLogSender")
    }
}
