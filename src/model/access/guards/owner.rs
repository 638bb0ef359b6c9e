//! Owners: protected, passed on by owners alone, and never the last one lost.

use super::{Barred, Hand};
use crate::access::{Policy, Role};
use crate::people::{Person, Status};

/// An owner is not deactivated, deleted or demoted; only the ownership is passed on.
pub fn owner_stays(person: &Person) -> Result<(), Barred> {
    if person.owner {
        return Err(Barred::OwnerProtected);
    }
    Ok(())
}

/// Takes the ownership from nobody when no other owner outside the directories would be left who can
/// sign in: a directory that breaks would lock everybody out (decision 26 of the house).
pub fn last_owner(person: &Person, others_outside: usize) -> Result<(), Barred> {
    if is_owner_outside(person) && others_outside == 0 {
        return Err(Barred::LastOwner);
    }
    Ok(())
}

/// Whether somebody is an owner who can sign in and whom no directory knows.
pub fn is_owner_outside(person: &Person) -> bool {
    person.owner && person.status == Status::Active && person.links.is_empty()
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

/// What opens an owner's door, their address, their name and their invitation, is in the hands of
/// owners alone: whoever else moved it could walk in.
pub fn owners_door(hand: &Hand, person: &Person) -> Result<(), Barred> {
    if person.owner {
        return may_make_owner(hand);
    }
    Ok(())
}

/// Only an owner says which domains are the account's: an address in one of them is believed.
pub fn may_vouch_for_domains(hand: &Hand) -> Result<(), Barred> {
    if hand.is_unbound() {
        return Ok(());
    }
    Err(Barred::Domains)
}

/// The ownership is passed on by an owner, to somebody who has joined.
pub fn transfer(hand: &Hand, to: &Person) -> Result<(), Barred> {
    may_make_owner(hand)?;
    if to.status != Status::Active {
        return Err(Barred::NotActive(to.status.as_str()));
    }
    Ok(())
}

/// Nobody has account permissions by default (decision 25 of the house).
pub fn default_role(role: &Role) -> Result<(), Barred> {
    owners_role(role)?;
    if role.is_privileged() {
        return Err(Barred::PrivilegedDefault(role.slug.clone()));
    }
    Ok(())
}

/// The same of a whole change of the policy: whether another role becomes the default, or the one
/// that is allows something else from now on.
pub fn default_role_of(before: &Policy, after: &Policy) -> Result<(), Barred> {
    match after.role_by_default() {
        Some(role) if before.role_by_default() != Some(role) => default_role(role),
        _ => Ok(()),
    }
}
