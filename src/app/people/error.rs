//! Why the page behind a link does not do what its holder wants.

use super::problem::Problem;
use crate::error::Kind;
use muster_model::people::Refusal;
use muster_store::{Retry, StoreError};

/// Why a link opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// We never made it. Every wrong link says the same.
    #[error("there is no such link")]
    Unknown,
    /// It was right once.
    #[error(transparent)]
    Over(Refusal),
    /// Somebody else signs in with the address by now.
    #[error("somebody else signs in with this address")]
    AddressTaken,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl LinkError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Unknown => Kind::NotFound,
            Self::Over(_) => Kind::Gone,
            Self::AddressTaken => Kind::Conflict,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "link.unknown",
            Self::Over(Refusal::LinkExpired) => "link.expired",
            Self::Over(_) => "link.dead",
            Self::AddressTaken => "person.address_taken",
            Self::Store(_) => "store",
        }
    }
}

impl Retry for LinkError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}

impl From<Refusal> for LinkError {
    fn from(refusal: Refusal) -> Self {
        Self::Over(refusal)
    }
}

/// Why a form behind a link was not taken.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The link opens nothing.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The form has something to mend.
    #[error("the form has something to mend")]
    Form(Vec<Problem>),
}

impl JoinError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Link(error) => error.kind(),
            Self::Form(_) => Kind::Invalid,
        }
    }

    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Link(error) => error.code(),
            Self::Form(_) => "join.form",
        }
    }
}

impl Retry for JoinError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Link(error) if error.is_busy())
    }
}

impl From<StoreError> for JoinError {
    fn from(error: StoreError) -> Self {
        Self::Link(error.into())
    }
}

impl From<Refusal> for JoinError {
    fn from(refusal: Refusal) -> Self {
        Self::Link(refusal.into())
    }
}

impl From<Problem> for JoinError {
    fn from(problem: Problem) -> Self {
        Self::Form(vec![problem])
    }
}
