//! `POST /Users` (RFC 7644 3.3).

use super::Provisioned;
use super::settle::settle;
use super::waiting::join_waiting_groups;
use crate::provision::Caller;
use crate::provision::error::{ProvisionError, taken};
use crate::provision::grants;
use crate::provision::told::Told;
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::PersonId;
use muster_model::people::{NewPerson, Person, Status};
use muster_scim::normalise;
use muster_store::{Tx, Work};
use serde_json::Value;

/// Creates a person, or revives the one whom this connection deactivated.
#[derive(Clone, Debug)]
pub struct CreateUser {
    /// Who asks.
    pub caller: Caller,
    /// The User as it was sent.
    pub body: Value,
}

impl Work for CreateUser {
    type Output = Provisioned;
    type Error = ProvisionError;

    async fn run(&self, tx: &mut Tx) -> Result<Provisioned, ProvisionError> {
        let switches = self.caller.switches();
        let incoming = normalise::incoming(self.caller.user_type(), &self.body, switches)?;
        let mut told = Told::from_document(incoming.doc)?;
        told.active.get_or_insert(switches.active_when_absent);
        let held = self.holder(tx, &told).await?;
        let revision = match held {
            Some(person) if self.may_revive(&person) => {
                told.active = Some(true);
                told.keep_of(&person, self.caller.id());
                Revision::of(person)
            }
            Some(person) if self.may_adopt(tx, &person, &told).await? => {
                told.keep_of(&person, self.caller.id());
                Revision::of(person)
            }
            Some(person) => return Err(self.refusal(&person, &told).into()),
            None => self.create(tx, &told).await?,
        };
        let provisioned = settle(tx, &self.caller, revision, told, incoming.ignored).await?;
        join_waiting_groups(tx, &self.caller, provisioned).await
    }
}

impl CreateUser {
    /// Who holds the `externalId` within this connection, or the `userName` within the account.
    async fn holder(&self, tx: &mut Tx, told: &Told) -> Result<Option<Person>, ProvisionError> {
        let account = self.caller.account();
        if let Some(external_id) = &told.external_id {
            let held = tx
                .people()
                .by_external_id(account, self.caller.id(), external_id)
                .await?;
            if held.is_some() {
                return Ok(held);
            }
        }
        Ok(tx
            .people()
            .by_user_name(account, &told.profile.user_name.key())
            .await?)
    }

    /// Decision 24 of the house: a directory may bring back whom it took away itself.
    fn may_revive(&self, person: &Person) -> bool {
        let by_us = matches!(
            &person.ended_by,
            Some(Actor::Connection { id, .. }) if *id == self.caller.id()
        );
        self.caller.switches().revive && person.status == Status::Deactivated && by_us
    }

    /// Decision 3 of the house: people of verified domains, never an owner, and only where a person
    /// switched adoption on.
    async fn may_adopt(
        &self,
        tx: &mut Tx,
        person: &Person,
        told: &Told,
    ) -> Result<bool, ProvisionError> {
        let stranger = person.link(self.caller.id()).is_none();
        // Decision 24: whom a human being disabled no POST brings back, by whatever way.
        let by_a_human = person.ended_by.as_ref().is_some_and(Actor::is_human);
        if !self.caller.connection.adopt || !stranger || person.owner || by_a_human {
            return Ok(false);
        }
        let (Some(held), Some(sent)) = (&person.sign_in, told.profile.sign_in_address()) else {
            return Ok(false);
        };
        let verified = grants::is_verified(tx, self.caller.account(), &held.domain()).await?;
        Ok(verified && held.same(&sent))
    }

    fn refusal(&self, person: &Person, told: &Told) -> muster_scim::error::Error {
        let ours = person.link(self.caller.id());
        let same_external_id = ours
            .is_some_and(|link| link.external_id.is_some() && link.external_id == told.external_id);
        let same_name = person.profile.user_name.key() == told.profile.user_name.key();
        taken(if same_external_id && !same_name {
            "externalId"
        } else {
            "userName"
        })
    }

    async fn create(&self, tx: &mut Tx, told: &Told) -> Result<Revision<Person>, ProvisionError> {
        let account = self.caller.account();
        let follows = tx
            .people()
            .last_deleted(account, &told.profile.user_name.key())
            .await?;
        let new = NewPerson {
            id: PersonId(tx.next_id()),
            account,
            profile: told.profile.clone(),
            link: None,
            username: told.username.clone(),
            follows,
        };
        Ok(Revision::<Person>::create(new, tx.now()))
    }
}
