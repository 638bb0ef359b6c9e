//! A person in the hands of an administrator: locked, of the version that was seen, compiled again.

use super::PersonError;
use crate::access::{Rulebook, compile_with, hand, refresh, rulebook};
use crate::admin::check_version;
use crate::people::promote_held;
use muster_model::access::guards::{self, Hand, Own};
use muster_model::access::{Access, Policy};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, PersonId};
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

/// A person as the policy in force has them; stored they may still be as an older one had them.
pub(super) async fn fresh(tx: &Tx, person: &Person) -> Result<Person, PersonError> {
    let mut people = [person.clone()];
    refresh(&tx.access(), &tx.groups(), person.account, &mut people).await?;
    let [person] = people;
    Ok(person)
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

    /// Compiles the access and saves the person, when anything is another.
    pub(super) async fn save(mut self, tx: &Tx) -> Result<Saved, PersonError> {
        Box::pin(compile_with(tx, &self.rulebook, &mut self.revision)).await?;
        Box::pin(self.stays_below(tx)).await?;
        self.close(tx).await
    }

    /// What a hand may not give, it does not bring about: not by a rule that reads the card either.
    async fn stays_below(&self, tx: &Tx) -> Result<(), PersonError> {
        if self.hand.is_unbound() {
            return Ok(());
        }
        let now = self.revision.now();
        let before = match self.revision.before() {
            Some(before) if before.access.looks_like(&now.access) => return Ok(()),
            Some(before) => fresh(tx, before).await?.access,
            None => Access::nothing(),
        };
        if !before.looks_like(&now.access) {
            guards::own(&self.hand, now.id, Own::Role)?;
        }
        let role = now.access.role.as_ref().map(|role| role.id);
        let given = role.filter(|id| before.role.as_ref().is_none_or(|role| role.id != *id));
        match given.and_then(|id| self.policy().role(id)) {
            Some(role) => Ok(guards::ceiling(&self.hand, role)?),
            None => Ok(()),
        }
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
