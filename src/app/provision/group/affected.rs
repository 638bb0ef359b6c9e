//! A group is saved, and the access of those whom that concerns is compiled.

use crate::provision::error::ProvisionError;
use crate::provision::grants;
use muster_model::change::Revision;
use muster_model::group::Group;
use muster_model::ids::PersonId;
use muster_store::Tx;

/// Saves the group, then compiles the access of those whom the change concerns; what was left out is
/// noted.
pub(super) async fn save(
    tx: &mut Tx,
    revision: Revision<Group>,
    concerned: &[PersonId],
    notes: &mut Vec<String>,
) -> Result<Group, ProvisionError> {
    let unchanged = revision.now().clone();
    let account = unchanged.account;
    let group = match revision.close(tx.now()) {
        None => unchanged,
        Some(change) => tx.groups().save(change).await?,
    };
    notes.extend(grants::people_changed(tx, account, Some(group.id), concerned).await?);
    Ok(group)
}
