//! What becomes of somebody to whom nothing is given any more.

use super::compile::policy_changed;
use super::turn::Turn;
use crate::people::reach_again;
use muster_model::access::NothingLeft;
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, InvitationId};
use muster_model::people::{Invitation, Person};
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
/// one, whatever is laid down by then.
pub(super) async fn follow(
    tx: &Tx,
    turn: Option<Turn>,
    revision: &mut Revision<Person>,
) -> Result<(), StoreError> {
    match turn {
        None => {}
        Some(Turn::Ends) => {
            // An owner's never does.
            let _ = revision.deactivate(Actor::System);
        }
        Some(Turn::Returns) => {
            let person = revision.now();
            let reach = reach_again(tx, person).await?;
            let (id, lifetime) = (InvitationId(tx.next_id()), Invitation::LIFETIME);
            // Nobody but Muster itself had ended it.
            let _ = revision.reactivate(&reach, false, id, lifetime, tx.now());
        }
    }
    Ok(())
}
