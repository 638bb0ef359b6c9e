//! `POST /Users` (RFC 7644 3.3).

use super::Provisioned;
use super::adopt::by_address;
use super::footing::Footing;
use super::settle::settle;
use super::way_in::ended_by_a_human;
use crate::provision::Caller;
use crate::provision::error::{ProvisionError, taken};
use crate::provision::named::Reach;
use crate::provision::told::Told;
use muster_model::change::Revision;
use muster_model::ids::PersonId;
use muster_model::people::{NewPerson, Person, Status};
use muster_scim::normalise;
use muster_store::{Lane, People, StoreError, Tx, Viewer, Work};
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

    fn lane(&self) -> Option<Lane> {
        Some(Lane::People(self.caller.id()))
    }

    async fn run(&self, tx: &mut Tx) -> Result<Provisioned, ProvisionError> {
        let switches = self.caller.switches();
        let incoming = normalise::incoming(self.caller.user_type(), &self.body, switches)?;
        let mut told = Told::from_document(incoming.doc, incoming.named, Reach::Whole)?;
        told.active.get_or_insert(switches.active_when_absent);
        let viewer = self.caller.viewer(&tx.access()).await?;
        let mut held = self.holder(&tx.people_unlocked(), &viewer, &told).await?;
        let needed = |meant: Option<&Person>| Footing::of_arrival(&self.caller, meant, &told);
        let mut footing = needed(held.as_ref()).hold(tx, &self.caller).await?;
        if tx.may_be_overtaken() {
            let seen = held.as_ref().map(|person| person.id);
            held = self.holder(&tx.people(), &viewer, &told).await?;
            if held.as_ref().map(|person| person.id) != seen {
                return Err(StoreError::Busy.into());
            }
        }
        footing
            .check(tx, &self.caller, &needed(held.as_ref()))
            .await?;
        let revision = match held {
            Some(person) if self.may_revive(&person) => {
                told.active = Some(true);
                told.keep_of(&person, &self.caller);
                Revision::of(person)
            }
            Some(person) if may_adopt(&viewer, &person) => {
                told.keep_of(&person, &self.caller);
                told.keep_profile_of(&person);
                Revision::of(person)
            }
            Some(person) => return Err(self.refusal(&person, &told).into()),
            None => self.create(tx, &told).await?,
        };
        let provisioned = settle(tx, &self.caller, revision, told, incoming.ignored).await?;
        footing
            .join_waiting_groups(tx, &self.caller, provisioned)
            .await
    }
}

impl CreateUser {
    /// Whom the request means: who holds its `externalId` within this connection, else its
    /// `userName` within the account, else whom it would adopt by the address of the sign-in.
    async fn holder(
        &self,
        people: &People<'_>,
        viewer: &Viewer,
        told: &Told,
    ) -> Result<Option<Person>, ProvisionError> {
        let account = self.caller.account();
        if let Some(external_id) = &told.external_id {
            let connection = self.caller.id();
            let held = people
                .by_external_id(account, connection, external_id)
                .await?;
            if held.is_some() {
                return Ok(held);
            }
        }
        let key = told.profile.user_name.key();
        match people.by_user_name(account, &key).await? {
            None => by_address(people, &self.caller, viewer, told).await,
            held => Ok(held),
        }
    }

    /// Decision 24 of the house: a directory may bring back whom it took away itself, by its own
    /// word `active: false`, whichever directory spoke last; never whom a human being disabled.
    fn may_revive(&self, person: &Person) -> bool {
        let link = person.link(self.caller.id());
        let taken_away = person.status != Status::NoAccess && link.is_some_and(|l| !l.active);
        self.caller.switches().revive && taken_away && !ended_by_a_human(person)
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
        let (external_id, key) = (told.external_id.as_deref(), told.profile.user_name.key());
        let follows = tx
            .people()
            .last_deleted(account, self.caller.id(), external_id, &key)
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

/// Decision 3 of the house; but whom a human being disabled no POST brings back, by whatever way
/// (decision 24).
fn may_adopt(viewer: &Viewer, person: &Person) -> bool {
    viewer.may_adopt(person) && !ended_by_a_human(person)
}
