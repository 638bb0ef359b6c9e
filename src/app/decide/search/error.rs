//! Why nothing was searched for.

use crate::decide::page::NotAToken;
use crate::error::Kind;
use muster_store::StoreError;

/// Why nothing was searched for.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The token is none of ours.
    #[error(transparent)]
    Token(#[from] NotAToken),
    /// What is kept could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SearchError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Token(_) => Kind::Invalid,
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Token(_) => "request.body",
            Self::Store(_) => "server.store",
        }
    }
}
