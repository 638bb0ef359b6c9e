//! Which connections know a person, and under which name.

use crate::clock::Timestamp;
use crate::ids::ConnectionId;
use serde::{Deserialize, Serialize};

/// One connection's hold on one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Whose link it is.
    pub connection: ConnectionId,
    /// The connection's own key for the person (RFC 7643 3.1: `externalId`, scoped to the client).
    pub external_id: Option<String>,
    /// What this connection last said of `active`.
    pub active: bool,
    /// What this connection last said of the one record of a guest.
    pub guest_record: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
}
