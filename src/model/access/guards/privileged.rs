//! Account permissions only on the word of connections that a person switched on for it.

use super::{Barred, Hand};
use crate::access::{Policy, Role};
use crate::connection::Connection;
use crate::ids::ConnectionId;

/// Leaves out a role with account permissions that rests on the word of a connection which may not
/// give it (decision 25 of the house).
pub fn gives_privileged(
    role: &Role,
    word_of: &[ConnectionId],
    policy: &Policy,
) -> Result<(), Barred> {
    if !role.is_privileged() {
        return Ok(());
    }
    match word_of.iter().find(|id| !policy.trusts(**id)) {
        None => Ok(()),
        Some(id) => Err(Barred::NotPrivileged {
            role: role.name.clone(),
            connection: policy.named(*id),
        }),
    }
}

/// Refuses everybody but owners to let a connection give account permissions.
pub fn may_switch_privileged(hand: &Hand) -> Result<(), Barred> {
    if hand.is_unbound() {
        return Ok(());
    }
    Err(Barred::PrivilegedSwitch)
}

/// Refuses everybody but owners the credentials of a connection that gives account permissions:
/// whoever holds them could give themselves any of them.
pub fn may_connect_privileged(hand: &Hand, connection: &Connection) -> Result<(), Barred> {
    if connection.privileged {
        return may_switch_privileged(hand);
    }
    Ok(())
}
