//! Whose hand it is that acts in a transaction, for the guards.

use super::compile::refresh;
use crate::auth::AdminCaller;
use crate::error::Kind;
use muster_model::access::Policy;
use muster_model::access::guards::{Barred, Hand};
use muster_model::actor::Actor;
use muster_model::ids::{AccountId, PersonId};
use muster_store::{StoreError, Tx};

/// Whose hand it is that acts in this transaction, with what they may do themselves.
///
/// A token or a person who is gone meanwhile may do nothing.
pub async fn hand(tx: &Tx, account: AccountId, policy: &Policy) -> Result<Hand, StoreError> {
    let nobody = Hand::Holder {
        person: None,
        owner: false,
        permissions: Vec::new(),
    };
    Ok(match &tx.acting().actor {
        Actor::CommandLine => Hand::Shell,
        Actor::System => Hand::System,
        Actor::Connection { id, .. } => Hand::Directory(*id),
        Actor::Token { id, .. } => {
            let role = tx.tokens().api_role(account, *id).await?;
            role.map_or(nobody, |role| Hand::of_token(role, policy))
        }
        Actor::Person { id } => person(tx, account, *id).await?.unwrap_or(nobody),
    })
}

/// The hand of a program outside any transaction: for a preview, or to show what may be done.
pub fn hand_of(caller: &AdminCaller, policy: &Policy) -> Hand {
    Hand::of_token(caller.role, policy)
}

/// Reads the person without a lock: nobody is changed here.
async fn person(tx: &Tx, account: AccountId, id: PersonId) -> Result<Option<Hand>, StoreError> {
    let Some(person) = tx.people_unlocked().get(account, id).await? else {
        return Ok(None);
    };
    let mut people = [person];
    refresh(&tx.access(), &tx.groups(), account, &mut people).await?;
    let [person] = people;
    Ok(person
        .status
        .reads_active()
        .then(|| Hand::of_person(person.id, person.owner, &person.access.permissions)))
}

/// What somebody whom a guard refused should do about it.
pub fn barred_kind(barred: &Barred) -> Kind {
    if barred.is_conflict() {
        Kind::Conflict
    } else {
        Kind::Forbidden
    }
}
