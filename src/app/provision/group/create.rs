//! `POST /Groups` (RFC 7644 3.3).

use super::ProvisionedGroup;
use super::affected::save;
use super::find::header;
use super::store_members::change_members;
use crate::provision::Caller;
use crate::provision::error::{ProvisionError, taken};
use muster_model::change::Revision;
use muster_model::group::{Group, NewGroup};
use muster_model::ids::GroupId;
use muster_model::people::fold;
use muster_scim::normalise;
use muster_scim::patch::{self, MemberOp};
use muster_store::{Tx, Work};
use serde_json::Value;

/// Creates a group, with the members that came along.
#[derive(Clone, Debug)]
pub struct CreateGroup {
    /// Who asks.
    pub caller: Caller,
    /// The Group as it was sent.
    pub body: Value,
}

impl Work for CreateGroup {
    type Output = ProvisionedGroup;
    type Error = ProvisionError;

    async fn run(&self, tx: &mut Tx) -> Result<ProvisionedGroup, ProvisionError> {
        let incoming =
            normalise::incoming(self.caller.group_type(), &self.body, self.caller.switches())?;
        let members = patch::members_of(&self.body, self.caller.switches())?;
        let header = header(&incoming.doc, None)?;
        let mut notes = incoming.ignored;
        if tx
            .groups()
            .by_name(
                self.caller.account(),
                self.caller.id(),
                &fold(&header.display_name),
            )
            .await?
            .is_some()
        {
            return Err(taken("displayName").into());
        }
        let new = NewGroup {
            id: GroupId(tx.next_id()),
            account: self.caller.account(),
            connection: self.caller.id(),
            display_name: header.display_name,
            external_id: header.external_id,
            attributes: header.attributes,
            projects: None,
        };
        let created = Revision::<Group>::create(new, tx.now());
        let mut group = created.now().clone();
        if let Some(change) = created.close(tx.now()) {
            group = tx.groups().save(change).await?;
        }
        if !members.is_empty() {
            let mut revision = Revision::of(group);
            let operations = [MemberOp::Add(members)];
            let concerned =
                change_members(tx, &self.caller, &mut revision, &operations, &mut notes).await?;
            group = save(tx, revision, &concerned, &mut notes).await?;
        }
        Ok(ProvisionedGroup { group, notes })
    }
}
