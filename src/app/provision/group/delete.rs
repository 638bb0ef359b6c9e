//! `DELETE /Groups/{id}` (RFC 7644 3.6).

use super::affected::save;
use super::find::{lane, own};
use crate::access::people_below;
use crate::provision::Caller;
use crate::provision::error::ProvisionError;
use crate::provision::projection::no_deletion;
use crate::provision::version;
use muster_model::change::Revision;
use muster_store::{Lane, Tx, Work};

/// Deletes a group; what it gave to its people ends with it.
#[derive(Clone, Debug)]
pub struct DeleteGroup {
    /// Who asks.
    pub caller: Caller,
    /// The id in the URL.
    pub id: String,
    /// The `If-Match` header.
    pub if_match: Option<String>,
}

impl Work for DeleteGroup {
    type Output = Vec<String>;
    type Error = ProvisionError;

    fn lane(&self) -> Option<Lane> {
        lane(&self.caller, &self.id)
    }

    async fn run(&self, tx: &mut Tx) -> Result<Vec<String>, ProvisionError> {
        let group = own(tx, &self.caller, &self.id).await?;
        version::check(group.version, self.if_match.as_deref())?;
        no_deletion(&group)?;
        // A group that joins another meanwhile would be a member that is gone.
        tx.groups().hold_nesting(group.connection).await?;
        let concerned = people_below(tx, self.caller.account(), &[group.id]).await?;
        let mut revision = Revision::of(group);
        revision.delete(tx.now());
        let mut notes = Vec::new();
        save(tx, revision, &concerned, &mut notes).await?;
        Ok(notes)
    }
}
