//! Bulk (RFC 7644 3.7): many changes in one message, which may name resources that do not exist yet.
//!
//! [`parse()`] reads the message. A [`Run`] says which change comes next, is told how each ended,
//! and puts the ids of new resources in the place of `bulkId:x`; it does nothing itself.
//! [`response()`] is the answer.

mod aside;
mod line_up;
mod operation;
mod reference;
mod request;
mod response;
mod run;
mod slot;

pub use operation::Operation;
pub use request::{BULK_REQUEST_URN, BulkRequest, MAX_OPERATIONS, MAX_PAYLOAD, parse};
pub use response::{BULK_RESPONSE_URN, Processed, response};
pub use run::{Made, Run};
