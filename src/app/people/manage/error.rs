//! Why an administrator could not do something with a person.

use super::CardError;
use crate::access::barred_kind;
use crate::admin::Stale;
use crate::error::{Failure as _, Kind};
use crate::people::NotGiven;
use muster_model::access::guards::{Barred, Unassignable};
use muster_model::people::{HeldReason, Refusal};
use muster_store::{Constraint, Retry, StoreError};

/// Why an administrator could not do something with a person.
#[derive(Debug, thiserror::Error)]
pub enum PersonError {
    /// There is no such person in the account.
    #[error("there is no such person")]
    Unknown,
    /// Somebody changed the person meanwhile.
    #[error(transparent)]
    Stale(#[from] Stale),
    /// A guard says no.
    #[error(transparent)]
    Barred(Barred),
    /// A guest is nobody from within.
    #[error(transparent)]
    Guest(#[from] Unassignable),
    /// The person is not in a state for it.
    #[error(transparent)]
    Refused(Refusal),
    /// What was named cannot be given.
    #[error(transparent)]
    Given(NotGiven),
    /// The card cannot be kept.
    #[error(transparent)]
    Card(#[from] CardError),
    /// The person whose ownership shall end has none.
    #[error("the person in `from` is no owner of the account")]
    NoOwner,
    /// Somebody else has the name or the address.
    #[error("somebody of this account has this {0} already")]
    Taken(&'static str),
    /// Nobody can be invited without an address of their own.
    #[error("no invitation can be sent: {}", held(*.0))]
    Held(HeldReason),
    /// There is no link that would open.
    #[error("there is no open invitation: send one first")]
    NoInvitation,
    /// One person is deleted by typing their address, or the user name where there is none.
    #[error("a person is deleted by typing their address: type {0} in `confirm`")]
    Typed(String),
    /// An invitation was sent a moment ago, or too often today.
    #[error("an invitation is sent once a minute and five times a day at most: wait a little")]
    TooOften,
    /// What is kept could not be read or written.
    #[error("the store failed")]
    Store(#[source] StoreError),
}

fn held(reason: HeldReason) -> &'static str {
    match reason {
        HeldReason::NoAddress => {
            "the person has no address: give them one (`email` in `PATCH /api/v1/people/ID`), and \
             they are invited at once"
        }
        HeldReason::AddressTaken => {
            "the person has the address with which somebody else signs in: give one of the two \
             another (`email` in `PATCH /api/v1/people/ID`), and they are invited at once"
        }
        HeldReason::ByHand => {
            "it is to be sent later: `POST /api/v1/people/ID/invitation/resend` sends it"
        }
    }
}

impl PersonError {
    /// What the caller should do about it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Unknown => Kind::NotFound,
            Self::Stale(stale) => stale.kind(),
            Self::Barred(barred) | Self::Given(NotGiven::Barred(barred)) => barred_kind(barred),
            Self::Given(_) | Self::Card(_) => Kind::Invalid,
            Self::Refused(_)
            | Self::Guest(_)
            | Self::NoOwner
            | Self::Taken(_)
            | Self::Held(_)
            | Self::Typed(_)
            | Self::NoInvitation => Kind::Conflict,
            Self::TooOften => Kind::TooMany,
            Self::Store(error) => Kind::of(error),
        }
    }

    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "person.not_found",
            Self::Stale(stale) => stale.code(),
            Self::Barred(barred) | Self::Given(NotGiven::Barred(barred)) => barred.code(),
            Self::Guest(why) => why.code(),
            Self::Given(_) => "person.grant_invalid",
            Self::Card(_) => "person.card_invalid",
            Self::Refused(_) => "person.wrong_status",
            Self::NoOwner => "owner.none",
            Self::Taken(_) => "person.address_taken",
            Self::Held(_) => "person.invitation_held",
            Self::NoInvitation => "person.no_invitation",
            Self::Typed(_) => "person.confirm",
            Self::TooOften => "person.invited_too_often",
            Self::Store(_) => "server.store",
        }
    }
}

impl From<Barred> for PersonError {
    fn from(barred: Barred) -> Self {
        Self::Barred(barred)
    }
}

impl From<Refusal> for PersonError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Barred(barred) => Self::Barred(barred),
            refusal => Self::Refused(refusal),
        }
    }
}

impl From<NotGiven> for PersonError {
    fn from(not_given: NotGiven) -> Self {
        match not_given {
            NotGiven::Barred(barred) => Self::Barred(barred),
            not_given => Self::Given(not_given),
        }
    }
}

impl From<StoreError> for PersonError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::UserName) => Self::Taken("user name"),
            StoreError::Conflict(Constraint::SignInAddress) => Self::Taken("address"),
            error => Self::Store(error),
        }
    }
}

impl Retry for PersonError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_busy())
    }
}
