//! Built-in roles are locked; a copy is not.

use super::Barred;
use crate::access::Role;

/// Refuses to change or remove a role that every account has.
pub fn built_in(role: &Role) -> Result<(), Barred> {
    if role.built_in {
        return Err(Barred::BuiltIn(role.slug.clone()));
    }
    Ok(())
}
