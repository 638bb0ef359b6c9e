//! What a new account starts with.

use super::preset::{Preset, assigning, built_in_roles, catalogue, record_sets};
use muster_model::access::Assigning;
use muster_model::ids::AccountId;
use muster_store::{StoreError, Tx};

/// Gives a new account its modules, entity types, built-in roles and, with a preset, record sets.
pub async fn seed_roles(
    tx: &Tx,
    account: AccountId,
    preset: Option<Preset>,
) -> Result<(), StoreError> {
    let catalogue = catalogue(preset).map_err(StoreError::bug)?;
    tx.access().set_catalogue(account, &catalogue).await?;
    let assigning = assigning(preset).map_err(StoreError::bug)?;
    if assigning != Assigning::default() {
        tx.access().begin_assigning(account, assigning).await?;
    }
    let roles = built_in_roles(preset, tx).map_err(StoreError::bug)?;
    for role in &roles {
        tx.access().put_role(account, role).await?;
    }
    for set in &record_sets(preset, &catalogue, tx).map_err(StoreError::bug)? {
        tx.access().put_record_set(account, set).await?;
    }
    Ok(())
}
