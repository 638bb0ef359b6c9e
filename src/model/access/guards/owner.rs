//! Owners: protected, passed on by owners alone, and never the last one lost.

use super::{Barred, Hand};
use crate::access::Role;
use crate::people::{Person, Status};

/// An owner is not deactivated, deleted or demoted; only the ownership is passed on.
pub fn owner_stays(person: &Person) -> Result<(), Barred> {
    if person.owner {
        return Err(Barred::OwnerProtected);
    }
    Ok(())
}

/// Takes the ownership from nobody when no other active owner would be left.
pub fn last_owner(person: &Person, other_active_owners: usize) -> Result<(), Barred> {
    if person.owner && other_active_owners == 0 {
        return Err(Barred::LastOwner);
    }
    Ok(())
}

/// The owner's role is nobody's to give: not by grant, by rule, by directory or by default.
pub fn owners_role(role: &Role) -> Result<(), Barred> {
    if role.is_owner() {
        return Err(Barred::OwnersRole);
    }
    Ok(())
}

/// An owner is made by owners, and by somebody with a shell on the server.
pub fn may_make_owner(hand: &Hand) -> Result<(), Barred> {
    if hand.is_unbound() {
        return Ok(());
    }
    Err(Barred::NotAnOwner)
}

/// The ownership is passed on by an owner, to somebody who has joined.
pub fn transfer(hand: &Hand, to: &Person) -> Result<(), Barred> {
    may_make_owner(hand)?;
    if to.status != Status::Active {
        return Err(Barred::NotActive(to.status.as_str()));
    }
    Ok(())
}
