//! One row of the provisioning log, as a request leaves it.

use super::Sent;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, ConnectionId};
use uuid::Uuid;

/// One SCIM request, or several like it from one stranger within a second.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The id of the row; later ones sort after earlier ones.
    pub id: Uuid,
    /// When the request came.
    pub at: Timestamp,
    /// Whose connection it was.
    pub account: Option<AccountId>,
    /// Which connection; none when the token is not known.
    pub connection: Option<ConnectionId>,
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// The `scimType` of the answer.
    pub scim_type: Option<String>,
    /// The detail of the answer, or what was left out.
    pub detail: Option<String>,
    /// The person or group it was about.
    pub subject: Option<String>,
    /// The id of the request.
    pub request_id: String,
    /// The address of the client.
    pub peer: Option<String>,
    /// How many requests it stands for.
    pub count: i64,
    /// How long it took, in microseconds.
    pub duration_us: i64,
    /// The body as it came; it is masked before it is written.
    pub body: Option<Sent>,
}
