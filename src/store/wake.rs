//! Telling the workers of this process that there is something to do.
//!
//! A notice is a courtesy: workers also look by themselves, so that what another process wrote, or
//! what a crash left behind, is found.

use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

/// One bell for each queue.
#[derive(Debug, Default)]
pub struct Wake {
    /// Deliveries were written.
    pub deliveries: Notify,
    /// Mails were written.
    pub mails: Notify,
    /// Jobs were written.
    pub jobs: Notify,
    /// Events were written: the feed has news.
    pub events: Notify,
}

/// Which bells a transaction will ring once it is committed.
#[derive(Debug, Default)]
pub(crate) struct Rings {
    pub(crate) mails: AtomicBool,
    pub(crate) jobs: AtomicBool,
    pub(crate) events: AtomicBool,
}

impl Rings {
    /// Remembers to ring.
    pub(crate) fn remember(bell: &AtomicBool) {
        bell.store(true, Ordering::Relaxed);
    }

    /// Rings what was remembered.
    pub(crate) fn ring(&self, wake: &Wake) {
        if self.events.load(Ordering::Relaxed) {
            wake.deliveries.notify_waiters();
            wake.deliveries.notify_one();
            wake.events.notify_waiters();
        }
        if self.mails.load(Ordering::Relaxed) {
            wake.mails.notify_one();
        }
        if self.jobs.load(Ordering::Relaxed) {
            wake.jobs.notify_one();
        }
    }
}
