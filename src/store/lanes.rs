//! Lanes: use cases that change the same thing wait for each other before they take a connection.
//!
//! A hundred changes of one group at once could only wait for its row, each in a transaction and
//! with a connection of its own, until nobody else gets one. So they stand in line in front of the
//! pool, in the order of asking, and one of each process meets those of other processes at the row.
//! SQLite has no lanes: its writers take turns anyway.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{Mutex as Line, OwnedMutexGuard};
use uuid::Uuid;

/// The lanes of a store in which somebody is.
#[derive(Default)]
pub(crate) struct Lanes {
    lines: Mutex<HashMap<Uuid, Weak<Line<()>>>>,
}

impl Lanes {
    /// Waits for the end of everybody who asked before for the same lane.
    pub(crate) async fn enter(&self, lane: Uuid) -> OwnedMutexGuard<()> {
        self.line(lane).lock_owned().await
    }

    /// The line of a lane; those that nobody stands in any more are forgotten.
    fn line(&self, lane: Uuid) -> Arc<Line<()>> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = lines.get(&lane).and_then(Weak::upgrade) {
            return there;
        }
        lines.retain(|_, line| line.strong_count() > 0);
        let new = Arc::new(Line::new(()));
        lines.insert(lane, Arc::downgrade(&new));
        new
    }
}
