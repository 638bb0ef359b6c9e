//! Why a schema file was not applied.

use super::file::SchemaFileError;
use crate::error::Kind;
use muster_store::{Retry, StoreError};

/// Why a schema file was not applied; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Something in the file is wrong.
    #[error(transparent)]
    File(#[from] SchemaFileError),
    /// There is no such account.
    #[error("there is no such account")]
    NoAccount,
    /// Somebody else changed the schemas meanwhile.
    #[error("the schemas were changed meanwhile: apply the file again")]
    Moved,
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SchemaError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::File(_) => Kind::Invalid,
            Self::NoAccount => Kind::NotFound,
            Self::Moved => Kind::Conflict,
            Self::Store(StoreError::Busy | StoreError::Unavailable(_)) => Kind::Unavailable,
            Self::Store(_) => Kind::Internal,
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "schema.file",
            Self::NoAccount => "account.not_found",
            Self::Moved => "schema.moved",
            Self::Store(_) => "server.store",
        }
    }
}

impl Retry for SchemaError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
