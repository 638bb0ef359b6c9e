//! What becomes of somebody to whom nothing is given any more.

use super::compile::policy_changed;
use crate::people::reach;
use muster_model::access::{NothingLeft, Policy};
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, InvitationId};
use muster_model::people::{Invitation, Person, Reach, Status};
use muster_store::{StoreError, Tx, Work};

/// Lays down what becomes of the people of an account to whom nothing is given any more; nothing
/// for the default: they stay, with the default role where there is one.
#[derive(Clone, Copy, Debug)]
pub struct SetNothingLeft {
    /// The account.
    pub account: AccountId,
    /// What becomes of them.
    pub choice: Option<NothingLeft>,
}

impl Work for SetNothingLeft {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let account = self.account;
        tx.access().lock(account).await?;
        set_nothing_left(tx, account, self.choice).await.map(drop)
    }
}

/// Does so where the policy is locked already; answers whether it was something else before.
pub(crate) async fn set_nothing_left(
    tx: &Tx,
    account: AccountId,
    choice: Option<NothingLeft>,
) -> Result<bool, StoreError> {
    if tx.access().policy(account).await?.nothing_left == choice {
        return Ok(false);
    }
    tx.access().raise(account).await?;
    tx.access().set_nothing_left(account, choice).await?;
    policy_changed(tx, account).await?;
    Ok(true)
}

/// Under `no_access`: whose last thing is gone loses the access. They have it again with the next
/// one, whatever is laid down by then. What people or directories ended is not begun anew.
pub(super) async fn follow(
    tx: &Tx,
    policy: &Policy,
    revision: &mut Revision<Person>,
) -> Result<(), StoreError> {
    let ends = policy.nothing_left == Some(NothingLeft::NoAccess);
    let had_something = revision
        .before()
        .is_some_and(|before| !before.access.is_nothing());
    let person = revision.now();
    let has_nothing = person.access.is_nothing();
    if ends && has_nothing && had_something && person.status.reads_active() {
        // An owner has everything, always.
        let _ = revision.deactivate(Actor::System);
    } else if !has_nothing
        && person.status == Status::Deactivated
        && person.ended_by == Some(Actor::System)
        && (person.links.is_empty() || person.links.iter().any(|link| link.active))
    {
        let reach = match person.sign_in.clone() {
            Some(own) => Reach::At(own),
            None => reach(tx, person.account, person.id, &person.profile).await?,
        };
        let (id, lifetime) = (InvitationId(tx.next_id()), Invitation::LIFETIME);
        let _ = revision.reactivate(&reach, false, id, lifetime, tx.now());
    }
    Ok(())
}
