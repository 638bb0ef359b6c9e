//! Groups that named a person before the person was there.

use super::Provisioned;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::grants;
use muster_model::change::Revision;
use muster_scim::patch::{MemberOp, MemberRef};
use muster_store::Tx;

/// Puts the person into the groups of this connection that wait for their id or `externalId`
/// (decision 11 of the house).
pub(super) async fn join_waiting_groups(
    tx: &mut Tx,
    caller: &Caller,
    mut provisioned: Provisioned,
) -> Result<Provisioned, ProvisionError> {
    let person = &provisioned.person;
    let id = person.id.to_string();
    let mut names = vec![id.clone()];
    names.extend(
        person
            .link(caller.id())
            .and_then(|link| link.external_id.clone()),
    );
    let groups = tx.groups().waiting_for(caller.id(), &names).await?;
    if groups.is_empty() {
        return Ok(provisioned);
    }
    let joins = [
        MemberOp::Remove(names),
        MemberOp::Add(vec![MemberRef {
            value: id,
            kind: Some("User".to_owned()),
            display: None,
        }]),
    ];
    for group in groups {
        let members = tx.groups().resolve(&group, &joins).await?;
        if members.pending_removed.is_empty() {
            // Whoever had the group before us has taken the name back.
            continue;
        }
        let mut group = Revision::of(group);
        group.members(members);
        if let Some(change) = group.close(tx.now()) {
            tx.groups().save(change).await?;
        }
    }
    grants::people_changed(tx, caller.account(), &[person.id]).await?;
    if let Some(person) = tx.people().get(caller.account(), person.id).await? {
        provisioned.person = person;
    }
    Ok(provisioned)
}
