//! Lanes: use cases that change the same thing wait for each other before they take a connection.
//!
//! A hundred changes of one group at once could only wait for its row, each in a transaction and
//! with a connection of its own, until nobody else gets one. So they stand in line in front of the
//! pool, in the order of asking, and one of each process meets those of other processes at the row.
//! The people of a connection have a broad lane, which leaves room for everybody else.
//! SQLite has no lanes: its writers take turns anyway.

use crate::error::StoreError;
use muster_model::ids::{ConnectionId, GroupId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A lane, always of one connection: whoever names a group that is not theirs stands in nobody's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Changes of one group: one at a time.
    Group(ConnectionId, GroupId),
    /// Changes of the connection's people. They wait for groups and keys that a large change of
    /// members holds, so they get three quarters of the pool together, and others the rest.
    People(ConnectionId),
}

/// The lanes of a store in which somebody is.
#[derive(Default)]
pub(crate) struct Lanes {
    lines: Mutex<HashMap<Lane, Weak<Semaphore>>>,
}

impl Lane {
    /// How many may be in it at once, before a pool of so many connections.
    fn width(self, connections: u32) -> usize {
        match self {
            Self::Group(..) => 1,
            Self::People(_) => usize::try_from(connections * 3 / 4).map_or(1, |many| many.max(1)),
        }
    }
}

impl Lanes {
    /// Waits for a place in a lane, behind everybody who asked before.
    pub(crate) async fn enter(
        &self,
        lane: Lane,
        connections: u32,
    ) -> Result<OwnedSemaphorePermit, StoreError> {
        let places = self.line(lane, connections);
        places.acquire_owned().await.map_err(StoreError::bug)
    }

    /// The line of a lane; those that nobody stands in any more are forgotten.
    fn line(&self, lane: Lane, connections: u32) -> Arc<Semaphore> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = lines.get(&lane).and_then(Weak::upgrade) {
            return there;
        }
        lines.retain(|_, line| line.strong_count() > 0);
        let new = Arc::new(Semaphore::new(lane.width(connections)));
        lines.insert(lane, Arc::downgrade(&new));
        new
    }
}
