//! Whoever moves somebody's way in could walk in as them.

use super::{Barred, Hand, ceiling, owners_door};
use crate::access::Policy;
use crate::ids::RoleId;
use crate::people::Person;

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
