//! Why a transition did not happen.

use crate::access::guards::Barred;

/// A transition that the status machine or a guard refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A person disabled by a human being is enabled by a human being only.
    #[error("a person disabled by an administrator is not enabled by a directory")]
    DisabledByHuman,
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// The link is not the current one: used, replaced or taken back.
    #[error("this link does not work any more; ask for a new invitation")]
    LinkDead,
    /// The link was right once, but its time is over.
    #[error("this link has expired; ask for a new one")]
    LinkExpired,
    /// The transition does not start from the status the person has.
    #[error("a person who is {0} cannot do this")]
    WrongStatus(&'static str),
}
