//! Whoever moves somebody's way in could walk in as them.

use super::{Barred, Hand, ceiling, owners_door};
use crate::access::Policy;
use crate::people::Person;

/// What opens somebody's door, their address and the link of their invitation, is not in the hands
/// of whoever may do less than they; an owner's is in the hands of owners alone.
///
/// The person's access must be compiled under this policy.
pub fn door(hand: &Hand, person: &Person, policy: &Policy) -> Result<(), Barred> {
    owners_door(hand, person)?;
    let role = person.access.role.as_ref();
    let role = role.and_then(|role| policy.role(role.id));
    match role {
        Some(role) if ceiling(hand, role).is_err() => Err(Barred::AboveYou(role.name.clone())),
        _ => Ok(()),
    }
}
