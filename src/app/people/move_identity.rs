//! Credentials follow the sign-in address of their one person.

use muster_model::ids::IdentityId;
use muster_model::people::Address;
use muster_store::{StoreError, Tx};

/// What became of an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It has the new address.
    Moved,
    /// People of several accounts sign in with it, so it stays: the directory of one account must
    /// not move the sign-in of another.
    Shared,
    /// Other credentials have the address already, and only their holder joins them.
    Taken,
}

/// Moves an identity to the new address of its person, within the change of that person.
pub async fn move_identity(tx: &Tx, id: IdentityId, new: &Address) -> Result<Moved, StoreError> {
    let identities = tx.identities();
    let holder = identities.by_address(&new.key()).await?;
    if holder.is_some_and(|holder| holder.id != id) {
        return Ok(Moved::Taken);
    }
    if identities.people(id).await? > 1 {
        return Ok(Moved::Shared);
    }
    identities.set_address(id, new).await?;
    Ok(Moved::Moved)
}
