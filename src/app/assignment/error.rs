//! Why nobody was assigned to anything.

use super::record::NotARecord;
use crate::access::barred_kind;
use crate::admin::Stale;
use crate::error::{Failure, Kind, Missing};
use muster_model::access::guards::{Barred, Named, Unassignable};
use muster_store::{Retry, StoreError};

/// Why an assignment or a case group was not changed; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AssignError {
    /// There is no such thing in the account.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Nobody is who was named.
    #[error(transparent)]
    Missing(#[from] Missing),
    /// Whoever is to be moved may be assigned to several records.
    #[error(
        "only a guest, who sees one record, is moved, and the person is none: leave `move` out, and \
         remove the other assignments"
    )]
    NotAGuest,
    /// A record cannot be one, or not one that people are assigned to.
    #[error(transparent)]
    Record(#[from] NotARecord),
    /// A guard of assignments says no.
    #[error(transparent)]
    Unassignable(#[from] Unassignable),
    /// A directory keeps what the person sees.
    #[error(
        "what the person sees is kept by {0}: say it there in `guestRecord`, use a case group, which \
         people keep in any case, or let people keep all of it as well \
         (`muster connection set --connection {id} --owns scope=both`)", id = .0.id
    )]
    Kept(Named),
    /// Another guard says no.
    #[error(transparent)]
    Barred(Barred),
    /// A name cannot be one.
    #[error("{0}")]
    Name(String),
    /// Another case group has the name.
    #[error("there is already a case group {0:?}: choose another name")]
    NameTaken(String),
    /// A case group would have too many people or records.
    #[error("a case group has at most {0}: make another one")]
    TooMany(String),
    /// It is no longer what the caller looked at.
    #[error(transparent)]
    Stale(#[from] Stale),
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Barred> for AssignError {
    /// A pin, which helps elsewhere, assigns nobody to anything.
    fn from(barred: Barred) -> Self {
        match barred {
            Barred::Managed { connection, .. } => Self::Kept(connection),
            barred => Self::Barred(barred),
        }
    }
}

impl AssignError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NotFound(_) | Self::Missing(_) => Kind::NotFound,
            Self::Record(_) | Self::Name(_) | Self::TooMany(_) => Kind::Invalid,
            Self::Unassignable(_) | Self::NotAGuest | Self::NameTaken(_) | Self::Kept(_) => {
                Kind::Conflict
            }
            Self::Barred(barred) => barred_kind(barred),
            Self::Stale(stale) => stale.kind(),
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound("person") => "person.not_found",
            Self::NotFound("case group") => "case_group.not_found",
            Self::NotFound(_) => "assignment.not_found",
            Self::Missing(_) => "resource.not_found",
            Self::NotAGuest => "assignment.not_a_guest",
            Self::Record(_) => "assignment.record",
            Self::Unassignable(why) => why.code(),
            Self::Kept(_) => "access.directory_managed",
            Self::Barred(barred) => barred.code(),
            Self::Name(_) => "request.name",
            Self::NameTaken(_) => "access.name_taken",
            Self::TooMany(_) => "case_group.too_many",
            Self::Stale(stale) => stale.code(),
            Self::Store(_) => "server.store",
        }
    }
}

impl Retry for AssignError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
