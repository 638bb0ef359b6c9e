//! What a store needs to know, and whom it asks for time, ids and portraits.

use muster_model::clock::Clock;
use muster_model::group::Group;
use muster_model::ids::{ConnectionId, Ids};
use muster_model::people::Person;
use serde_json::Value;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Where things are kept, and how patient the store is.
#[derive(Clone, Debug)]
pub struct StoreSettings {
    /// `sqlite://FILE` or `postgres://…`.
    pub url: String,
    /// How many connections a PostgreSQL pool or the readers of a SQLite file may open.
    pub connections: u32,
    /// How long one use case may hold a SQLite file, on which the writers take turns.
    pub turn: Duration,
    /// How long a use case waits for those before it that change the same thing.
    pub patience: Duration,
    /// How long one use case may last on PostgreSQL.
    pub transaction: Duration,
}

impl StoreSettings {
    /// The defaults for a database of this URL.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            connections: 16,
            turn: Duration::from_secs(5),
            patience: Duration::from_mins(1),
            transaction: Duration::from_secs(30),
        }
    }
}

/// Shows a thing to subscribers: the body of `data.user` and `data.group`.
///
/// The store keeps events but does not speak SCIM; the floor above lends it this voice.
pub trait Portrait: Send + Sync {
    /// `data.user`: the SCIM User with Muster's extension, without `groups`, and with the `externalId`
    /// that the connection which acted has for the person, or else another one.
    fn person(&self, person: &Person, acting: Option<ConnectionId>) -> Value;
    /// `data.group`: the SCIM Group without members.
    fn group(&self, group: &Group) -> Value;
}

/// The outside of the store: time, ids, and how things look to subscribers.
#[derive(Clone)]
pub struct Runtime {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids.
    pub ids: Arc<dyn Ids>,
    /// Shows people and groups.
    pub portrait: Arc<dyn Portrait>,
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Runtime")
    }
}
