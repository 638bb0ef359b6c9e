//! Webhooks: who is told, how a message is signed, and when it is tried again.

mod endpoint;
mod retry;
mod security_event;
mod signature;

pub use endpoint::{Endpoint, EndpointState, EventFilter, MessageFormat};
pub use retry::{Outcome, Verdict, judge, next_try};
pub use security_event::{SecurityEvent, TEST_EVENT, security_event_uris};
pub use signature::{NotASecret, SigningSecret, signature_header};
