//! What an access token says.

use serde::{Deserialize, Serialize};

/// The claims of an access token (RFC 9068 2.2). All are required, and each has one type: a time
/// that is a word, a list or beyond all numbers makes the token unreadable, never timeless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AccessClaims {
    /// Who made it: the public URL of this deployment.
    pub(crate) iss: String,
    /// For whom: the SCIM base URL.
    pub(crate) aud: String,
    /// Whom it stands for: the person of the client, or the client itself.
    pub(crate) sub: String,
    /// The client that asked for it.
    pub(crate) client_id: String,
    /// Its own id.
    pub(crate) jti: String,
    /// When it was made, in seconds since the epoch.
    pub(crate) iat: i64,
    /// Not before then.
    pub(crate) nbf: i64,
    /// Not from then on.
    pub(crate) exp: i64,
    /// What it may do.
    pub(crate) scope: String,
}

/// The one scope there is.
pub(crate) const SCOPE: &str = "scim";
/// The type in the header, so that no other JWT of ours passes for an access token (RFC 9068 2.1).
pub(crate) const ACCESS_TOKEN: &str = "at+jwt";
