//! `PUT /Users/{id}` (RFC 7644 3.5.1).

use super::Provisioned;
use super::find::{glimpsed, visible};
use super::footing::Footing;
use super::settle::settle;
use crate::provision::Caller;
use crate::provision::depict::document;
use crate::provision::error::{ProvisionError, taken};
use crate::provision::told::Told;
use crate::provision::version;
use muster_model::change::Revision;
use muster_model::people::{Person, UserName};
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
        let mut person = glimpsed(tx, &self.caller, &self.id).await?;
        let (mut told, mut ignored) = self.tell(&person)?;
        let footing = Footing::of_change(&self.caller, &person, &told);
        let mut footing = footing.hold(tx, &self.caller).await?;
        if tx.may_be_overtaken() {
            let seen = person.version;
            person = visible(tx, &self.caller, &self.id).await?;
            if person.version != seen {
                (told, ignored) = self.tell(&person)?;
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

impl ReplaceUser {
    /// What the request tells of this person, and what of it is ignored.
    fn tell(&self, person: &Person) -> Result<(Told, Vec<String>), ProvisionError> {
        version::check(person.version, self.if_match.as_deref())?;
        let before = document(person, self.caller.id());
        let switches = self.caller.switches();
        let incoming =
            normalise::replacement(self.caller.user_type(), &before, &self.body, switches)?;
        let mut told = Told::from_document(incoming.doc)?;
        // A client that leaves externalId out of a PUT has not forgotten its own key.
        if told.external_id.is_none() {
            told.external_id = person
                .link(self.caller.id())
                .and_then(|l| l.external_id.clone());
        }
        Ok((told, incoming.ignored))
    }
}

/// A `userName` that another person of the account holds is 409.
pub(super) async fn check_user_name(
    tx: &mut Tx,
    person: &Person,
    user_name: &UserName,
) -> Result<(), ProvisionError> {
    let holder = tx
        .people()
        .by_user_name(person.account, &user_name.key())
        .await?;
    match holder {
        Some(other) if other.id != person.id => Err(taken("userName").into()),
        _ => Ok(()),
    }
}
