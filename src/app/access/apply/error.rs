//! Why a file was not applied.

use crate::access::file::FileError;
use crate::error::Kind;
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
    /// A role that would go is somebody's.
    #[error(
        "role {slug:?} is in use ({people} of the people have it) and cannot be removed: give them another role first, or keep the role in the file"
    )]
    RoleInUse {
        /// The role.
        slug: String,
        /// How many have it.
        people: u64,
    },
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
            Self::NoAccount => Kind::NotFound,
            Self::RoleInUse { .. } | Self::Moved => Kind::Conflict,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "access.file",
            Self::NoAccount => "account.not_found",
            Self::RoleInUse { .. } => "access.role_in_use",
            Self::Moved => "access.moved",
            Self::Store(_) => "server.store",
        }
    }
}

impl Retry for ApplyError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
