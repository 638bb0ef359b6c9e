//! Whom a change of a group concerns: its people, and those of the groups within it.

use crate::provision::error::ProvisionError;
use crate::provision::grants;
use muster_model::change::Revision;
use muster_model::group::Group;
use muster_model::ids::{GroupId, PersonId};
use muster_store::Tx;

/// How many people are named in one go.
const CHUNK: u64 = 5_000;

/// The people in these groups and in the groups within them.
pub(super) async fn people_below(
    tx: &mut Tx,
    groups: &[GroupId],
) -> Result<Vec<PersonId>, ProvisionError> {
    let mut people = Vec::new();
    if groups.is_empty() {
        return Ok(people);
    }
    loop {
        let after = people.last().copied();
        let chunk = tx.groups().people_below(groups, after, CHUNK).await?;
        if chunk.is_empty() {
            return Ok(people);
        }
        people.extend(chunk);
    }
}

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
