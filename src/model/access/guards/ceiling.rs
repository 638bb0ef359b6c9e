//! The grant ceiling: nobody gives permissions that they lack themselves.

use super::{Barred, Hand};
use crate::access::{Permission, Role};

/// Refuses to give a role, by whatever way, that allows more than the giver may do.
///
/// Ask it wherever a role is given: to a person, by a rule, as the default, by a copy or by an edit
/// of the role itself. A directory has no ceiling of its own but the privileged switch.
pub fn ceiling(hand: &Hand, role: &Role) -> Result<(), Barred> {
    let Hand::Holder {
        owner: false,
        permissions,
        ..
    } = hand
    else {
        return Ok(());
    };
    let missing = role.permissions.iter();
    let missing: Vec<String> = missing
        .filter(|wanted| !covers(permissions, wanted))
        .map(|wanted| wanted.as_str().to_owned())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Barred::Ceiling {
        role: role.name.clone(),
        missing,
    })
}

/// Whether these permissions take in all that another one allows, also what it will allow later.
pub fn covers(held: &[Permission], wanted: &Permission) -> bool {
    held.iter().any(|held| held.allows(wanted.as_str()))
}
