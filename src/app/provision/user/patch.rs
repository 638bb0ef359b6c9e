//! `PATCH /Users/{id}` (RFC 7644 3.5.2).

use super::Provisioned;
use super::find::{glimpsed, visible};
use super::footing::Footing;
use super::replace::check_user_name;
use super::settle::settle;
use crate::provision::Caller;
use crate::provision::depict::document;
use crate::provision::error::ProvisionError;
use crate::provision::told::Told;
use crate::provision::version;
use muster_model::change::Revision;
use muster_model::people::Person;
use muster_scim::patch::{self, PatchRequest};
use muster_store::{Lane, Tx, Work};
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

    fn lane(&self) -> Option<Lane> {
        Some(Lane::People(self.caller.id()))
    }

    async fn run(&self, tx: &mut Tx) -> Result<Provisioned, ProvisionError> {
        let switches = self.caller.switches();
        let request = patch::parse(&self.body, switches)?;
        let mut person = glimpsed(tx, &self.caller, &self.id).await?;
        let (mut told, mut ignored) = self.tell(&person, &request)?;
        let footing = Footing::of_change(&self.caller, &person, &told);
        let mut footing = footing.hold(tx, &self.caller).await?;
        if tx.may_be_overtaken() {
            let seen = person.version;
            person = visible(tx, &self.caller, &self.id).await?;
            if person.version != seen {
                (told, ignored) = self.tell(&person, &request)?;
            }
        }
        let needed = Footing::of_change(&self.caller, &person, &told);
        footing.check(tx, &self.caller, &needed).await?;
        check_user_name(tx, &person, &told.profile.user_name).await?;
        let revision = Revision::of(person);
        let provisioned = settle(tx, &self.caller, revision, told, ignored).await?;
        footing
            .join_waiting_groups(tx, &self.caller, provisioned)
            .await
    }
}

impl PatchUser {
    /// What the request tells of this person, and what of it is ignored.
    fn tell(
        &self,
        person: &Person,
        request: &PatchRequest,
    ) -> Result<(Told, Vec<String>), ProvisionError> {
        version::check(person.version, self.if_match.as_deref())?;
        let before = document(person, self.caller.id());
        let kind = self.caller.user_type();
        let patched = patch::apply(kind, &before, request, self.caller.switches())?;
        Ok((Told::from_document(patched.doc)?, patched.ignored))
    }
}
