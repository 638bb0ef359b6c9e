//! Nobody changes their own role or status.

use super::{Barred, Hand};
use crate::ids::PersonId;
use std::fmt;

/// What somebody may not do to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Give themselves another role, other workspaces or another part of the fleet.
    Role,
    /// Deactivate or reactivate themselves.
    Status,
    /// Delete themselves.
    Deletion,
}

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Role => "change your own access",
            Self::Status => "deactivate yourself",
            Self::Deletion => "delete yourself",
        })
    }
}

/// Refuses what a person does to their own access.
pub fn own(hand: &Hand, person: PersonId, what: Own) -> Result<(), Barred> {
    if hand.is(person) {
        return Err(Barred::Own(what));
    }
    Ok(())
}
