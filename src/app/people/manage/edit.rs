//! A person in the hands of an administrator: locked, of the version that was seen, compiled again.

use super::PersonError;
use crate::access::{Rulebook, compile_with, hand, roles_named, rulebook, states_of};
use crate::admin::check_version;
use crate::assignment::{becomes_guest, not_a_guest};
use crate::people::promote_held;
use muster_model::access::guards::{self, Hand, Own};
use muster_model::access::{Access, Policy};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, PersonId, RoleId};
use muster_model::people::{Person, Status};
use muster_store::Tx;

/// Which person is meant, and in which version.
#[derive(Clone, Debug)]
pub struct Which {
    /// Of which account.
    pub account: AccountId,
    /// Who.
    pub person: PersonId,
    /// The `If-Match` header: the change is refused when the person is another by now.
    pub if_match: Option<String>,
}

/// A person as an administrator's verb left them.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The person.
    pub person: Person,
    /// Whether anything is another than before.
    pub changed: bool,
}

/// A person on the way to what an administrator wants.
pub(super) struct Edit {
    /// The change in the making.
    pub(super) revision: Revision<Person>,
    /// Whose hand it is.
    pub(super) hand: Hand,
    rulebook: Rulebook,
}

impl Edit {
    /// Takes a person up.
    pub(super) async fn open(tx: &Tx, which: &Which) -> Result<Self, PersonError> {
        let found = tx.people().get(which.account, which.person).await?;
        let person = found.ok_or(PersonError::Unknown)?;
        check_version(person.version, which.if_match.as_deref())?;
        Self::of(tx, which.account, Revision::of(person)).await
    }

    /// Takes up a person to whom something is given: what can be given stays as it is until the end,
    /// or a role might be removed between the reading and the saving.
    pub(super) async fn open_to_give(tx: &Tx, which: &Which) -> Result<Self, PersonError> {
        tx.access().hold(which.account).await?;
        Self::open(tx, which).await
    }

    /// Goes on with a change that has begun.
    pub(super) async fn of(
        tx: &Tx,
        account: AccountId,
        revision: Revision<Person>,
    ) -> Result<Self, PersonError> {
        let rulebook = rulebook(&tx.access(), account).await?;
        let hand = hand(tx, account, rulebook.policy()).await?;
        Ok(Self {
            revision,
            hand,
            rulebook,
        })
    }

    /// The policy of the account.
    pub(super) fn policy(&self) -> &Policy {
        self.rulebook.policy()
    }

    /// The access that the person has by now.
    pub(super) async fn access(&self, tx: &Tx) -> Result<Access, PersonError> {
        let person = self.revision.now();
        let mut states = states_of(&tx.groups(), &self.rulebook, &[person]).await?;
        Ok(states
            .pop()
            .map_or_else(Access::nothing, |state| state.access))
    }

    /// Compiles the access and saves the person, when anything is another.
    pub(super) async fn save(mut self, tx: &Tx) -> Result<Saved, PersonError> {
        Box::pin(compile_with(tx, &self.rulebook, &mut self.revision)).await?;
        Box::pin(self.stays_below(tx)).await?;
        self.guest(tx).await?;
        self.close(tx).await
    }

    /// What a hand may not give, it does not bring about: neither by a rule that reads the card nor
    /// by opening the account to somebody who waits with it. Every role counts that any source
    /// gives: one that another outranks today may win tomorrow.
    async fn stays_below(&self, tx: &Tx) -> Result<(), PersonError> {
        if self.hand.is_unbound() {
            return Ok(());
        }
        let (before, now) = (self.revision.before(), self.revision.now());
        let states: Vec<&Person> = before.into_iter().chain([now]).collect();
        let mut states = states_of(&tx.groups(), &self.rulebook, &states).await?;
        let (is, was) = (states.pop(), states.pop());
        let had = was
            .as_ref()
            .map_or_else(Access::nothing, |was| was.access.clone());
        if is.as_ref().is_some_and(|is| !is.access.looks_like(&had)) {
            guards::own(&self.hand, now.id, Own::Role)?;
        }
        let stays_in = before.is_some_and(|person| person.status.reads_active());
        let comes_in = now.status.reads_active() && !stays_in;
        let groups = tx.groups();
        let given = roles_named(&groups, &self.rulebook, now).await?;
        let held = match before {
            Some(person) => roles_named(&groups, &self.rulebook, person).await?,
            None => Vec::new(),
        };
        let new = given.iter().filter(|id| comes_in || !held.contains(id));
        let gone = held.iter().filter(|id| !given.contains(id));
        // What it may not give it does not take away either: then their door would be open to it.
        let mut moved = new.chain(gone).filter_map(|id| self.policy().role(*id));
        Ok(moved.try_for_each(|role| guards::ceiling(&self.hand, role))?)
    }

    /// Nobody becomes a guest by what a hand gives who would see nothing as one.
    async fn guest(&self, tx: &Tx) -> Result<(), PersonError> {
        let (before, now) = (self.revision.before(), self.revision.now());
        let given = before.is_none_or(|before| before.grants != now.grants);
        if !given || !becomes_guest(before, now) {
            return Ok(());
        }
        match Box::pin(not_a_guest(tx, now, true)).await? {
            Some(why) => Err(why.into()),
            None => Ok(()),
        }
    }

    /// Refuses to touch the way in of somebody to whom anything gives more than the hand may do.
    pub(super) async fn door(&self, tx: &Tx) -> Result<(), PersonError> {
        let (person, roles) = (self.revision.now(), self.roles(tx).await?);
        Ok(guards::door(&self.hand, person, &roles, self.policy())?)
    }

    /// Whether the person is an owner, or anything gives them account permissions.
    pub(super) async fn holds_the_account(&self, tx: &Tx) -> Result<bool, PersonError> {
        let (person, roles) = (self.revision.now(), self.roles(tx).await?);
        Ok(guards::holds_the_account(person, &roles, self.policy()))
    }

    /// Every role that any source gives, or would with access.
    async fn roles(&self, tx: &Tx) -> Result<Vec<RoleId>, PersonError> {
        Ok(roles_named(&tx.groups(), &self.rulebook, self.revision.now()).await?)
    }

    /// Saves the person as they are; whoever waited for an address that is free now is invited.
    pub(super) async fn close(self, tx: &Tx) -> Result<Saved, PersonError> {
        let unchanged = self.revision.now().clone();
        let before = self
            .revision
            .before()
            .and_then(|person| person.sign_in.clone());
        let Some(change) = self.revision.close(tx.now()) else {
            return Ok(Saved {
                person: unchanged,
                changed: false,
            });
        };
        let person = Box::pin(tx.people().save(change)).await?;
        let held = (person.status != Status::Deleted).then_some(person.sign_in.as_ref());
        let after = held.flatten();
        Box::pin(promote_held(tx, person.account, before.as_ref(), after)).await?;
        Ok(Saved {
            person,
            changed: true,
        })
    }
}
