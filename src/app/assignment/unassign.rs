//! Somebody is taken off a record, also who is gone.

use super::error::AssignError;
use crate::access::hand;
use muster_model::access::{Part, guards};
use muster_model::ids::{AccountId, AssignmentId};
use muster_model::people::Status;
use muster_store::{Tx, Work};

/// Takes somebody off a record.
#[derive(Clone, Copy, Debug)]
pub struct Unassign {
    /// Of which account.
    pub account: AccountId,
    /// Which assignment.
    pub id: AssignmentId,
}

impl Work for Unassign {
    type Output = ();
    type Error = AssignError;

    async fn run(&self, tx: &mut Tx) -> Result<(), AssignError> {
        let missing = || AssignError::NotFound("assignment");
        let seen = tx.assignments().get(self.account, self.id).await?;
        let person = seen.ok_or_else(missing)?.person;
        let person = tx.people().get(self.account, person).await?;
        // Behind the lock it may be gone.
        let held = tx.assignments().get(self.account, self.id).await?;
        let (person, held) = person.zip(held).ok_or_else(missing)?;
        // Whoever is gone is handed over, whoever kept their scope.
        if person.status != Status::Deactivated {
            let policy = tx.access().policy(self.account).await?;
            let hand = hand(tx, self.account, &policy).await?;
            guards::managed(&hand, Part::Scope, &person, &policy)?;
        }
        Ok(tx.assignments().drop(self.account, &held).await?)
    }
}
