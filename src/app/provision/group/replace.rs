//! `PUT /Groups/{id}` (RFC 7644 3.5.1): the member list is compared with the rows, not loaded.

use super::ProvisionedGroup;
use super::affected::save;
use super::find::{document, header, lane, own};
use super::store_members::change_members;
use crate::access::people_below;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::projection::kept_name;
use crate::provision::version;
use muster_model::change::Revision;
use muster_scim::normalise;
use muster_scim::patch::{self, MemberOp};
use muster_store::{Lane, Tx, Work};
use serde_json::Value;

/// Replaces a group and its members.
#[derive(Clone, Debug)]
pub struct ReplaceGroup {
    /// Who asks.
    pub caller: Caller,
    /// The id in the URL.
    pub id: String,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// The Group as it was sent.
    pub body: Value,
}

impl Work for ReplaceGroup {
    type Output = ProvisionedGroup;
    type Error = ProvisionError;

    fn lane(&self) -> Option<Lane> {
        lane(&self.caller, &self.id)
    }

    async fn run(&self, tx: &mut Tx) -> Result<ProvisionedGroup, ProvisionError> {
        let operations = [MemberOp::Replace(patch::members_of(
            &self.body,
            self.caller.switches(),
        )?)];
        let group = own(tx, &self.caller, &self.id).await?;
        version::check(group.version, self.if_match.as_deref())?;
        let kind = self.caller.group_type();
        let switches = self.caller.switches();
        let incoming = normalise::replacement(kind, &document(&group), &self.body, switches)?;
        let header = header(&incoming.doc, Some(&group))?;
        let mut notes = incoming.ignored;
        let name = kept_name(&group, header.display_name)?;
        let renamed = group.display_name != name;
        let external_id = header.external_id.or_else(|| group.external_id.clone());
        let id = group.id;
        let mut revision = Revision::of(group);
        revision.rename(name, external_id, header.attributes);
        let mut concerned =
            change_members(tx, &self.caller, &mut revision, &operations, &mut notes).await?;
        if renamed {
            concerned.extend(people_below(tx, self.caller.account(), &[id]).await?);
        }
        let group = save(tx, revision, &concerned, &mut notes).await?;
        Ok(ProvisionedGroup { group, notes })
    }
}
