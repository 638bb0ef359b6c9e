//! `PATCH /Groups/{id}` (RFC 7644 3.5.2): a change of the header and an ordered list of member
//! operations, which touch the rows that really change.

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
use muster_scim::patch;
use muster_store::{Lane, Tx, Work};
use serde_json::Value;

/// Changes parts of a group.
#[derive(Clone, Debug)]
pub struct PatchGroup {
    /// Who asks.
    pub caller: Caller,
    /// The id in the URL.
    pub id: String,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// The `PatchOp` message as it was sent.
    pub body: Value,
}

impl Work for PatchGroup {
    type Output = ProvisionedGroup;
    type Error = ProvisionError;

    fn lane(&self) -> Option<Lane> {
        lane(&self.caller, &self.id)
    }

    async fn run(&self, tx: &mut Tx) -> Result<ProvisionedGroup, ProvisionError> {
        let switches = self.caller.switches();
        let request = patch::parse(&self.body, switches)?;
        let group = own(tx, &self.caller, &self.id).await?;
        version::check(group.version, self.if_match.as_deref())?;
        let patched = patch::group(
            self.caller.group_type(),
            &document(&group),
            &request,
            switches,
        )?;
        let header = header(&patched.doc, Some(&group))?;
        let mut notes = patched.ignored;
        let name = kept_name(&group, header.display_name)?;
        let renamed = group.display_name != name;
        let id = group.id;
        let mut revision = Revision::of(group);
        revision.rename(name, header.external_id, header.attributes);
        let mut concerned = change_members(
            tx,
            &self.caller,
            &mut revision,
            &patched.members,
            &mut notes,
        )
        .await?;
        if renamed {
            concerned.extend(people_below(tx, self.caller.account(), &[id]).await?);
        }
        let group = save(tx, revision, &concerned, &mut notes).await?;
        Ok(ProvisionedGroup { group, notes })
    }
}
