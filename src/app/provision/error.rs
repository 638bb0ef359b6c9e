//! Why a directory's request was refused, always in SCIM's words.

use crate::error::Kind;
use muster_scim::error::Error as ScimError;
use muster_store::{Constraint, Retry, StoreError};

/// Why a directory's request was refused.
#[derive(Debug, thiserror::Error)]
pub enum ProvisionError {
    /// The request or the state of things does not allow it.
    #[error(transparent)]
    Scim(#[from] ScimError),
    /// The store could not do it.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ProvisionError {
    /// A unique index has the last word on names, whatever was looked up before.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::UserName) => taken("userName").into(),
            StoreError::Conflict(Constraint::ExternalId) => taken("externalId").into(),
            StoreError::Conflict(Constraint::GroupName) => taken("displayName").into(),
            StoreError::Conflict(Constraint::Length) => {
                ScimError::invalid_value("a value is too long to be found again").into()
            }
            other => Self::Store(other),
        }
    }
}

impl ProvisionError {
    /// What a client is told (RFC 7644 3.12). What went wrong in the store stands in the log alone.
    pub fn told(self) -> ScimError {
        let error = match self {
            Self::Scim(error) => return error,
            Self::Store(error) => error,
        };
        tracing::error!(error = ?error, "a SCIM request failed in the store");
        match Kind::of(&error) {
            Kind::Unavailable | Kind::Conflict => {
                ScimError::new(503, "the server cannot do this now; try again")
            }
            _ => ScimError::new(500, "the server made a mistake; its log has the cause"),
        }
    }
}

impl Retry for ProvisionError {
    /// An address that somebody took meanwhile is looked up again, and so is a changed row.
    fn is_busy(&self) -> bool {
        match self {
            Self::Store(StoreError::Conflict(Constraint::Version | Constraint::SignInAddress)) => {
                true
            }
            Self::Store(error) => error.is_busy(),
            Self::Scim(_) => false,
        }
    }
}

/// 409 `uniqueness` (RFC 7644 3.3): it names the attribute and nothing else.
pub(crate) fn taken(attribute: &str) -> ScimError {
    ScimError::uniqueness(format!("{attribute} is already in use"))
}

/// 404: the same words for what never was, what is gone and what belongs to somebody else.
pub(crate) fn not_found() -> ScimError {
    ScimError::not_found("there is no such resource for this connection")
}
