//! OAuth 2.0 for directories (RFC 6749 4.4): clients, access tokens, and the keys that sign them.
//!
//! An access token is a JWT (RFC 9068), but it opens nothing by itself: whoever takes one looks the
//! client up as well, so that a client or connection that is revoked is refused at once.

mod claims;
mod client;
mod create_client;
mod discovery;
mod error;
mod issue;
mod keys;
mod sign;
#[cfg(test)]
mod tests;
mod verify;

pub use client::{list_clients, revoke_client};
pub use create_client::{CreatedClient, NewClient, create_client};
pub use discovery::{jwks, metadata};
pub use error::{ClientError, SigningError, TokenError};
pub use issue::{Credentials, Issued, issue};
pub use keys::turn_keys;
pub use sign::{Signer, current_key_opens, current_signer};

pub(crate) use verify::{key_of, verify};
