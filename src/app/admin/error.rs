//! Why setting something up was refused.

use super::Stale;
use crate::access::barred_kind;
use crate::error::Kind;
use crate::people::InviteError;
use muster_model::access::guards::Barred;
use muster_model::account::NotASlug;
use muster_scim::profile::Profile;
use muster_store::{Constraint, Retry, StoreError};

/// Why setting something up was refused.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// The slug cannot be one.
    #[error(transparent)]
    Slug(#[from] NotASlug),
    /// The slug belongs to another account.
    #[error("there is already an account with this slug")]
    SlugTaken,
    /// There is no such account.
    #[error("there is no such account")]
    NoAccount,
    /// A name is missing or too long.
    #[error("a name must have from 1 to 200 characters")]
    Name,
    /// The account has a connection of this name.
    #[error("the account already has a connection of this name")]
    NameTaken,
    /// There is no such connection.
    #[error("there is no such connection")]
    NoConnection,
    /// The connection has no such token, or it has ended.
    #[error("this connection has no such token, or it has ended")]
    NoToken,
    /// A directory is connected to an account that nobody outside of it rules (decision 26).
    #[error(
        "connecting a directory, or letting it keep more, needs an active owner whom no directory manages: invite one first"
    )]
    NoOwnerOutside,
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// It changed since the caller looked.
    #[error(transparent)]
    Stale(#[from] Stale),
    /// A profile that nobody knows.
    #[error("there is no profile {0:?}: use one of {profiles}", profiles = profiles())]
    Profile(String),
    /// What cannot be a domain.
    #[error("{0:?} is not a domain: write it as in example.com")]
    Domain(String),
    /// The owner could not be invited.
    #[error(transparent)]
    Owner(#[from] InviteError),
    /// What is kept could not be read or written.
    #[error(transparent)]
    Store(StoreError),
}

impl AdminError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Slug(_) | Self::Name | Self::Profile(_) | Self::Domain(_) => Kind::Invalid,
            Self::SlugTaken | Self::NameTaken | Self::NoOwnerOutside => Kind::Conflict,
            Self::Stale(_) => Kind::Precondition,
            Self::NoAccount | Self::NoConnection | Self::NoToken => Kind::NotFound,
            Self::Owner(error) => error.kind(),
            Self::Barred(barred) => barred_kind(barred),
            Self::Store(error) => super::store_kind(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Slug(_) => "account.slug",
            Self::SlugTaken => "account.slug_taken",
            Self::NoAccount => "account.not_found",
            Self::Name => "request.name",
            Self::NameTaken => "connection.name_taken",
            Self::NoConnection => "connection.not_found",
            Self::NoOwnerOutside => "connection.owner_outside",
            Self::Stale(_) => "resource.changed",
            Self::Profile(_) => "connection.profile",
            Self::Domain(_) => "account.domain",
            Self::NoToken => "token.not_found",
            Self::Owner(error) => error.code(),
            Self::Barred(barred) => barred.code(),
            Self::Store(_) => "server.store",
        }
    }
}

impl From<StoreError> for AdminError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::AccountSlug) => Self::SlugTaken,
            StoreError::Conflict(Constraint::ConnectionName) => Self::NameTaken,
            error => Self::Store(error),
        }
    }
}

impl Retry for AdminError {
    fn is_busy(&self) -> bool {
        match self {
            Self::Owner(error) => error.is_busy(),
            Self::Store(error) => error.is_busy(),
            _ => false,
        }
    }
}

/// Reads a name as people give it.
pub(super) fn name(text: &str) -> Result<String, AdminError> {
    let name = text.trim();
    let fits = (1..=200).contains(&name.chars().count()) && !name.contains(char::is_control);
    if fits {
        Ok(name.to_owned())
    } else {
        Err(AdminError::Name)
    }
}

fn profiles() -> String {
    let names: Vec<&str> = Profile::ALL
        .iter()
        .map(|profile| profile.as_str())
        .collect();
    names.join(", ")
}
