//! Why something about an endpoint was not done.

use super::endpoint_url::NotAnEndpointUrl;
use super::set::NotIssued;
use crate::admin::Stale;
use crate::error::Kind;
use crate::oauth::SigningError;
use crate::vault::NotSealed;
use muster_store::{Retry, StoreError};

/// Why something about an endpoint was not done.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// There is no such endpoint here.
    #[error("there is no such endpoint")]
    Unknown,
    /// Messages cannot be posted there.
    #[error(transparent)]
    Url(#[from] NotAnEndpointUrl),
    /// The account has as many endpoints as it may have.
    #[error("an account has at most {0} endpoints")]
    TooMany(usize),
    /// The endpoint gets SETs, and what it wants to hear has no form as one.
    #[error("{0} is about no SCIM resource: it has no form as a security event token")]
    NoSet(&'static str),
    /// The event never went to this endpoint, or is on its way there.
    #[error("this event was never sent to the endpoint, or is on its way to it")]
    NothingToResend,
    /// It changed since the caller looked.
    #[error(transparent)]
    Stale(#[from] Stale),
    /// A security event token could not be made.
    #[error(transparent)]
    Set(#[from] NotIssued),
    /// A secret at rest does not open.
    #[error("the endpoint's signing secret cannot be used")]
    Secret(#[from] NotSealed),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl WebhookError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Unknown | Self::NothingToResend => Kind::NotFound,
            Self::Url(_) | Self::NoSet(_) => Kind::Invalid,
            Self::Stale(_) => Kind::Precondition,
            Self::TooMany(_) => Kind::Conflict,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Set(_) | Self::Secret(_) | Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "endpoint.unknown",
            Self::NothingToResend => "delivery.unknown",
            Self::Url(_) => "endpoint.url_invalid",
            Self::Stale(_) => "resource.changed",
            Self::TooMany(_) => "endpoint.too_many",
            Self::NoSet(_) => "endpoint.event_has_no_set",
            Self::Set(_) => "endpoint.set_unsigned",
            Self::Secret(_) => "endpoint.secret_sealed",
            Self::Store(_) => "store",
        }
    }
}

impl From<SigningError> for WebhookError {
    fn from(error: SigningError) -> Self {
        Self::Set(error.into())
    }
}

impl Retry for WebhookError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
