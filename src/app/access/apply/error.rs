//! Why a file was not applied.

use crate::access::barred_kind;
use crate::access::drops::RecordSetInUse;
use crate::access::file::FileError;
use crate::error::Kind;
use muster_model::access::guards::Barred;
use muster_store::{Retry, StoreError};

/// Why a file was not applied; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// Something in the file is wrong.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no such account.
    #[error("there is no such account")]
    NoAccount,
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// A record set is gone from the file that somebody was given.
    #[error(
        "record set {name:?} is given to {people} people: without it they would reach everything; \
         give them another one first"
    )]
    InUse {
        /// Its name.
        name: String,
        /// How many people were given it.
        people: u64,
    },
    /// The role that a question says of its subject would be believed, and nobody said that the account
    /// is for conformance tests.
    #[error(
        "trust_subject_role is for conformance tests alone, because whoever may ask then gets any answer: \
         leave it out; or say --conformance, in an account that has no people of yours"
    )]
    Conformance,
    /// The same in an account that a directory can enter.
    #[error(
        "trust_subject_role is for conformance tests alone, and {0:?} is connected to this account: take \
         back its tokens and clients first (`muster connection revoke`), or leave it out"
    )]
    ConformanceDirectory(String),
    /// Somebody else changed the policy meanwhile.
    #[error("the policy was changed meanwhile: apply the file again")]
    Moved,
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ApplyError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::File(_) => Kind::Invalid,
            Self::Conformance => Kind::Forbidden,
            Self::NoAccount => Kind::NotFound,
            Self::Barred(barred) => barred_kind(barred),
            Self::Moved | Self::InUse { .. } | Self::ConformanceDirectory(_) => Kind::Conflict,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "access.file",
            Self::NoAccount => "account.not_found",
            Self::Barred(barred) => barred.code(),
            Self::Moved => "access.moved",
            Self::Conformance => "access.conformance",
            Self::ConformanceDirectory(_) => "access.conformance_directory",
            Self::InUse { .. } => "record_set.in_use",
            Self::Store(_) => "server.store",
        }
    }
}

impl From<RecordSetInUse> for ApplyError {
    fn from(used: RecordSetInUse) -> Self {
        Self::InUse {
            name: used.name,
            people: used.people,
        }
    }
}

impl Retry for ApplyError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
