//! Security Event Tokens (RFC 8417) about SCIM resources (RFC 9967), for endpoints that want them.
//!
//! A SET is made from the message that a standard endpoint gets, when it is sent: of one event and
//! one endpoint it says the same at every attempt, and is signed by the key that signs then.

mod audience;
mod claims;
mod issuer;
mod refusal;

pub use audience::audience;
pub use issuer::NotIssued;
pub(super) use issuer::SetIssuer;
pub(super) use refusal::SetRefusal;
