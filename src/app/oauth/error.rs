//! Why something about clients and access tokens was refused.

use crate::access::barred_kind;
use crate::admin::store_kind;
use crate::error::Kind;
use crate::vault::NotSealed;
use muster_model::access::guards::Barred;
use muster_store::{Retry, StoreError};

/// Why a client could not be made or revoked.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// There is no such connection.
    #[error("there is no such connection")]
    NoConnection,
    /// There is no such client, or it is revoked.
    #[error("there is no such client")]
    NoClient,
    /// The connection does not provision this person.
    #[error("this connection has no such person: name somebody whom it provisions")]
    NoPerson,
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ClientError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoConnection | Self::NoClient | Self::NoPerson => Kind::NotFound,
            Self::Barred(barred) => barred_kind(barred),
            Self::Store(error) => store_kind(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoConnection => "connection.not_found",
            Self::NoClient => "oauth_client.not_found",
            Self::NoPerson => "oauth_client.person",
            Self::Barred(barred) => barred.code(),
            Self::Store(_) => "server.store",
        }
    }
}

impl Retry for ClientError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}

/// Why nothing could be signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// The secret half of the key does not open.
    #[error(transparent)]
    Sealed(#[from] NotSealed),
    /// What opened is no key.
    #[error("a signing key is damaged: {0}")]
    Key(#[from] aws_lc_rs::error::KeyRejected),
    /// The key could not be put into the form in which it signs.
    #[error("a signing key cannot be used")]
    Form(#[from] aws_lc_rs::error::Unspecified),
    /// The claims could not be signed.
    #[error(transparent)]
    Jwt(#[from] jsonwebtoken::errors::Error),
    /// There is no key, although one was made.
    #[error("there is no signing key")]
    None,
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SigningError {
    /// Whether it may work in a moment.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Store(error) if store_kind(error) == Kind::Unavailable)
    }
}

/// Why there is no access token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The id and the secret are not those of a client that may ask.
    #[error("the client is unknown, its secret is another one, or it was revoked")]
    Client,
    /// It could not be signed.
    #[error(transparent)]
    Signing(#[from] SigningError),
}

impl From<StoreError> for TokenError {
    fn from(error: StoreError) -> Self {
        Self::Signing(error.into())
    }
}
