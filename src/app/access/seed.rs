//! What a new account starts with.

use super::preset::{Preset, built_in_roles};
use muster_model::ids::AccountId;
use muster_store::{StoreError, Tx};

/// Gives a new account its built-in roles.
pub async fn seed_roles(
    tx: &Tx,
    account: AccountId,
    preset: Option<Preset>,
) -> Result<(), StoreError> {
    let roles = built_in_roles(preset, tx).map_err(StoreError::bug)?;
    for role in &roles {
        tx.access().put_role(account, role).await?;
    }
    Ok(())
}
