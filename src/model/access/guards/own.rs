//! Nobody changes their own role or status; their own address they change in their own profile.

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
    /// Move their own address where administrators move those of others.
    Address,
}

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Role => "change your own access: ask another administrator",
            Self::Status => "deactivate yourself: ask another administrator",
            Self::Deletion => "delete yourself: ask another administrator",
            Self::Address => "move your own address here: change it in your own profile",
        })
    }
}

/// Refuses what a person does to their own access, or to their own address behind their own back.
pub fn own(hand: &Hand, person: PersonId, what: Own) -> Result<(), Barred> {
    if hand.is(person) {
        return Err(Barred::Own(what));
    }
    Ok(())
}
