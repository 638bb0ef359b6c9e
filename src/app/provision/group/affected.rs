//! A group is saved, and the access of those whom that concerns is compiled.

use crate::provision::error::ProvisionError;
use crate::provision::grants;
use muster_model::change::Revision;
use muster_model::group::Group;
use muster_model::ids::PersonId;
use muster_store::Tx;

/// Saves the group, then compiles the access of those whom the change concerns.
pub(super) async fn save(
    tx: &mut Tx,
    revision: Revision<Group>,
    concerned: &[PersonId],
) -> Result<Group, ProvisionError> {
    let unchanged = revision.now().clone();
    let account = unchanged.account;
    let group = match revision.close(tx.now()) {
        None => unchanged,
        Some(change) => tx.groups().save(change).await?,
    };
    grants::people_changed(tx, account, concerned).await?;
    Ok(group)
}
