//! `PATCH /Users/{id}` (RFC 7644 3.5.2).

use super::Provisioned;
use super::find::visible;
use super::replace::check_user_name;
use super::settle::settle;
use super::waiting::join_waiting_groups;
use crate::provision::Caller;
use crate::provision::depict::document;
use crate::provision::error::ProvisionError;
use crate::provision::told::Told;
use crate::provision::version;
use muster_model::change::Revision;
use muster_scim::patch;
use muster_store::{Tx, Work};
use serde_json::Value;

/// Changes parts of what a directory says of a person.
#[derive(Clone, Debug)]
pub struct PatchUser {
    /// Who asks.
    pub caller: Caller,
    /// The id in the URL.
    pub id: String,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// The `PatchOp` message as it was sent.
    pub body: Value,
}

impl Work for PatchUser {
    type Output = Provisioned;
    type Error = ProvisionError;

    async fn run(&self, tx: &mut Tx) -> Result<Provisioned, ProvisionError> {
        let switches = self.caller.switches();
        let request = patch::parse(&self.body, switches)?;
        let person = visible(tx, &self.caller, &self.id).await?;
        version::check(person.version, self.if_match.as_deref())?;
        let before = document(&person, self.caller.id());
        let patched = patch::apply(self.caller.user_type(), &before, &request, switches)?;
        let told = Told::from_document(patched.doc)?;
        check_user_name(tx, &person, &told.profile.user_name).await?;
        let key = person.link(self.caller.id()).cloned();
        let named_anew = key.is_none_or(|link| link.external_id != told.external_id);
        let revision = Revision::of(person);
        let provisioned = settle(tx, &self.caller, revision, told, patched.ignored).await?;
        if named_anew {
            return join_waiting_groups(tx, &self.caller, provisioned).await;
        }
        Ok(provisioned)
    }
}
