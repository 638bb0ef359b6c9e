//! Bringing the projected groups of a connection up to date.

use crate::access::people_below;
use crate::provision::ProvisionError;
use crate::provision::grants::people_changed;
use muster_model::access::Projected;
use muster_model::change::Revision;
use muster_model::connection::Connection;
use muster_model::group::{Group, NewGroup};
use muster_model::ids::{AccountId, ConnectionId, GroupId, PersonId};
use muster_model::people::fold;
use muster_store::{Tx, Work};
use std::collections::BTreeMap;

/// Brings the projected groups of one connection up to date, whichever needs it; answers whether
/// one did.
///
/// The mark on the connection is the stored job, as the one on a person is: whoever changes the
/// policy or the switch need not know of it.
#[derive(Clone, Copy, Debug)]
pub struct ProjectNext;

impl Work for ProjectNext {
    type Output = bool;
    type Error = ProvisionError;

    async fn run(&self, tx: &mut Tx) -> Result<bool, ProvisionError> {
        let Some(id) = tx.connections().to_project().await? else {
            return Ok(false);
        };
        // Locked before its groups, as everybody does.
        let Some(connection) = tx.connections().of_any_account(id).await? else {
            return Ok(false);
        };
        let held = tx.groups().projected(connection.account, id).await?;
        let policy = tx.access().policy(connection.account).await?;
        let all = connection.projection.then(|| Projected::all_of(&policy));
        let mut wanted: BTreeMap<Projected, String> = all.unwrap_or_default().into_iter().collect();
        let mut concerned = Vec::new();
        for group in held {
            let name = group
                .projects
                .and_then(|projected| wanted.remove(&projected));
            concerned.extend(follow(tx, group, name).await?);
        }
        for (projected, name) in wanted {
            create(tx, &connection, projected, name).await?;
        }
        let follows = connection.projection.then_some(policy.version);
        tx.connections().projected(id, follows).await?;
        people_changed(tx, connection.account, &concerned).await?;
        Ok(true)
    }
}

/// A group that is there takes the name, or goes when there is none; answers whom that concerns.
async fn follow(
    tx: &mut Tx,
    group: Group,
    name: Option<String>,
) -> Result<Vec<PersonId>, ProvisionError> {
    let (account, id) = (group.account, group.id);
    let mut revision = Revision::of(group);
    match name {
        None => {
            // A group that joins another meanwhile would be a member that is gone.
            tx.groups().hold_nesting(revision.now().connection).await?;
            revision.delete(tx.now());
        }
        Some(name) => {
            let now = revision.now();
            let name = free(tx, now.connection, account, name, Some(id)).await?;
            let (key, attributes) = (now.external_id.clone(), now.attributes.clone());
            revision.rename(name, key, attributes);
        }
    }
    let Some(change) = revision.close(tx.now()) else {
        return Ok(Vec::new());
    };
    let concerned = people_below(tx, account, &[id]).await?;
    tx.groups().save(change).await?;
    Ok(concerned)
}

async fn create(
    tx: &mut Tx,
    connection: &Connection,
    projected: Projected,
    name: String,
) -> Result<(), ProvisionError> {
    let account = connection.account;
    let new = NewGroup {
        id: GroupId(tx.next_id()),
        account,
        connection: connection.id,
        display_name: free(tx, connection.id, account, name, None).await?,
        external_id: None,
        attributes: serde_json::Map::new(),
        projects: Some(projected),
    };
    if let Some(change) = Revision::<Group>::create(new, tx.now()).close(tx.now()) {
        tx.groups().save(change).await?;
    }
    Ok(())
}

/// The name, or one like it when another group of the connection has it already.
async fn free(
    tx: &mut Tx,
    connection: ConnectionId,
    account: AccountId,
    name: String,
    of: Option<GroupId>,
) -> Result<String, ProvisionError> {
    let (mut tried, mut number) = (name.clone(), 1_u32);
    loop {
        let (groups, key) = (tx.groups(), fold(&tried));
        match groups.by_name(account, connection, &key).await? {
            Some(holder) if Some(holder.id) != of => {
                number += 1;
                tried = format!("{name} ({number})");
            }
            _ => return Ok(tried),
        }
    }
}
