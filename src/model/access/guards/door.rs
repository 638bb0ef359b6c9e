//! Whoever moves somebody's way in could walk in as them.

use super::{Barred, Hand, ceiling, owners_door};
use crate::access::{Policy, Role};
use crate::ids::{ConnectionId, RoleId};
use crate::people::{Link, Person};

/// What opens somebody's door, their address and the link of their invitation, is not in the hands
/// of whoever may do less than they; an owner's is in the hands of owners alone.
///
/// Every role counts that any source gives them: the one that wins today may be a mask.
pub fn door(hand: &Hand, person: &Person, roles: &[RoleId], policy: &Policy) -> Result<(), Barred> {
    owners_door(hand, person)?;
    let mut roles = roles.iter().filter_map(|id| policy.role(*id));
    match roles.find(|role| ceiling(hand, role).is_err()) {
        Some(role) => Err(Barred::AboveYou(role.name.clone())),
        None => Ok(()),
    }
}

/// The door of owners, and of whoever holds account permissions, is not in the hands of a directory
/// that may not give these: whoever has its token could let themselves in as them.
///
/// Every role counts that any source gives, as for people. Whom a privileged directory knows too, it
/// alone lets in: another one could take the permissions away for as long as it needs.
pub fn directorys_door(
    by: ConnectionId,
    person: &Person,
    roles: &[RoleId],
    policy: &Policy,
) -> Result<(), Barred> {
    let trusted = |link: &Link| link.connection != by && policy.trusts(link.connection);
    let known = person.links.iter().any(trusted);
    if policy.trusts(by) || !(known || holds_the_account(person, roles, policy)) {
        return Ok(());
    }
    Err(Barred::AboveDirectory(policy.named(by)))
}

/// Whether somebody is an owner, or one of these roles of theirs holds account permissions.
pub fn holds_the_account(person: &Person, roles: &[RoleId], policy: &Policy) -> bool {
    let mut roles = roles.iter().filter_map(|id| policy.role(*id));
    person.owner || roles.any(Role::is_privileged)
}
