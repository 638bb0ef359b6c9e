//! `PUT /Users/{id}` (RFC 7644 3.5.1).

use super::Provisioned;
use super::change::change;
use crate::provision::Caller;
use crate::provision::depict::document;
use crate::provision::error::ProvisionError;
use crate::provision::named::Reach;
use crate::provision::told::Told;
use crate::provision::version;
use muster_model::people::Person;
use muster_scim::normalise;
use muster_store::{Lane, Tx, Work};
use serde_json::Value;

/// Replaces what a directory says of a person.
#[derive(Clone, Debug)]
pub struct ReplaceUser {
    /// Who asks.
    pub caller: Caller,
    /// The id in the URL.
    pub id: String,
    /// The `If-Match` header.
    pub if_match: Option<String>,
    /// The User as it was sent.
    pub body: Value,
}

impl Work for ReplaceUser {
    type Output = Provisioned;
    type Error = ProvisionError;

    fn lane(&self) -> Option<Lane> {
        Some(Lane::People(self.caller.id()))
    }

    async fn run(&self, tx: &mut Tx) -> Result<Provisioned, ProvisionError> {
        change(tx, &self.caller, &self.id, |person| self.tell(person)).await
    }
}

impl ReplaceUser {
    /// What the request tells of this person, and what of it is ignored.
    fn tell(&self, person: &Person) -> Result<(Told, Vec<String>), ProvisionError> {
        version::check(person.version, self.if_match.as_deref())?;
        let before = document(person, self.caller.id());
        let switches = self.caller.switches();
        let incoming =
            normalise::replacement(self.caller.user_type(), &before, &self.body, switches)?;
        let mut told = Told::from_document(incoming.doc, incoming.named, Reach::Whole)?;
        // A client that leaves externalId out of a PUT has not forgotten its own key.
        if told.external_id.is_none() {
            told.external_id = person
                .link(self.caller.id())
                .and_then(|l| l.external_id.clone());
        }
        Ok((told, incoming.ignored))
    }
}
