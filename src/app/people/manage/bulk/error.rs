//! Why nothing was done with many people, or nothing with one of them.

use super::MOST;
use crate::admin::PeopleError;
use crate::error::Kind;
use crate::people::PersonError;

/// Why nothing was done with anybody.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// More people than one request may have.
    #[error(
        "more than {MOST} people are meant: narrow them down by status or text, or name them in parts"
    )]
    TooMany,
    /// What is done for good is typed with the number of people.
    #[error("{meant} people are meant, and count says {}", .said.map_or("nothing".to_owned(), |n| n.to_string()))]
    Count {
        /// How many are meant.
        meant: usize,
        /// What the caller typed.
        said: Option<u64>,
    },
    /// The people could not be read.
    #[error(transparent)]
    People(#[from] PeopleError),
}

impl BulkError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::TooMany => Kind::Invalid,
            Self::Count { .. } => Kind::Conflict,
            Self::People(error) => error.kind(),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooMany => "bulk.too_many",
            Self::Count { .. } => "bulk.count",
            Self::People(error) => error.code(),
        }
    }
}

/// Why nothing was done with one of many people.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The verb refuses them.
    #[error(transparent)]
    Refused(#[from] PersonError),
    /// It was not their turn before the time of the request was over, or the database went away.
    #[error("the request ended before this person's turn: ask again for whoever was not reached")]
    NotReached,
}
