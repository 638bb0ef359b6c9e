//! A clock that stands still until a story moves it, ids that count, randomness that repeats.

use muster_app::ports::Random;
use muster_model::clock::{Clock, Timestamp};
use muster_model::ids::Ids;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// 1 June 2026, 09:00 UTC, in microseconds.
const MORNING: i64 = 1_780_304_400_000_000;

/// A clock that a story moves.
pub(crate) struct FixedClock(AtomicI64);

impl FixedClock {
    pub(crate) fn new() -> Self {
        Self(AtomicI64::new(MORNING))
    }

    pub(crate) fn advance(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).expect("a story does not last that long");
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A clock that goes on by a second whenever it is looked at.
pub(crate) struct SlowClock(pub(crate) Arc<FixedClock>);

impl Clock for SlowClock {
    fn now(&self) -> Timestamp {
        self.0.advance(Duration::from_secs(1));
        self.0.now()
    }
}

/// Ids that count up: `00000000-0000-7000-8000-000000000001`, and so on.
pub(crate) struct CountedIds(AtomicU64);

impl CountedIds {
    pub(crate) fn after(number: u64) -> Self {
        Self(AtomicU64::new(number))
    }
}

impl Ids for CountedIds {
    fn next(&self) -> Uuid {
        let number = u128::from(self.0.fetch_add(1, Ordering::SeqCst) + 1);
        Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0000 | number)
    }
}

/// Bytes that count up: the same in every run.
pub(crate) struct CountedRandom(AtomicU64);

impl CountedRandom {
    pub(crate) fn new() -> Self {
        Self(AtomicU64::new(0))
    }
}

impl Random for CountedRandom {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let drawn = self
                .0
                .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst)
                .to_le_bytes();
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
    }
}
