//! What happens to every request before and after its handler.

mod admin_caller;
mod body;
mod idempotency;
mod log;
mod panic;
#[expect(
    clippy::indexing_slicing,
    reason = "an absent key of a JSON value reads as null"
)]
mod query;
mod rate;
mod request_id;
mod row;
mod scim_caller;
mod security;
mod timeout;

pub use admin_caller::{KnownAdmin, identify};
pub use body::keep_small;
pub use idempotency::once;
pub use log::{LogNotes, record};
pub use panic::catch;
pub use query::{Parameters, known};
pub use rate::{Limiter, limit};
pub use request_id::{HEADER, RequestId, name};
pub use row::{OpenRow, OperationNotes};
pub use scim_caller::{bearer, recognise};
pub use security::add;
pub use timeout::{EndsAt, end};

/// Who is at the other end of the socket, as the accept loop saw it; no header is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub std::net::IpAddr);
