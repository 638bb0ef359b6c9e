//! `PATCH /Users/{id}` (RFC 7644 3.5.2).

use super::Provisioned;
use super::change::change;
use crate::provision::Caller;
use crate::provision::depict::document;
use crate::provision::error::ProvisionError;
use crate::provision::named::Reach;
use crate::provision::told::Told;
use crate::provision::version;
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
        let tell = |person: &Person| self.tell(person, &request);
        change(tx, &self.caller, &self.id, tell).await
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
        let told = Told::from_document(patched.doc, patched.named, Reach::Parts)?;
        Ok((told, patched.ignored))
    }
}
