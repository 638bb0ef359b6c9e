//! Webhooks: who is told, how a message is signed, and when it is tried again.

mod endpoint;
mod retry;
mod signature;

pub use endpoint::{Endpoint, EndpointState, EventFilter, MessageFormat};
pub use retry::{Outcome, Verdict, judge, next_try};
pub use signature::{NotASecret, SigningSecret, signature_header};
