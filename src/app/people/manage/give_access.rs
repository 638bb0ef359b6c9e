//! Somebody is given a role, workspaces or a part of the fleet by hand.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::people::Given;
use muster_store::{Tx, Work};

/// Gives by hand what is named, in place of what was given by hand before; what rules and
/// directories give stays beside it.
#[derive(Clone, Debug)]
pub struct GiveAccess {
    /// To whom.
    pub which: Which,
    /// What.
    pub given: Given,
}

impl Work for GiveAccess {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open_to_give(tx, &self.which).await?;
        edit.give(tx, &self.given)?;
        edit.save(tx).await
    }
}

impl Edit {
    /// Grants by hand, with all that the guards say.
    pub(super) fn give(&mut self, tx: &Tx, given: &Given) -> Result<(), PersonError> {
        let policy = self.policy().clone();
        given.grant(tx, &self.hand, &policy, &mut self.revision)?;
        Ok(())
    }

    /// The same to somebody who comes in: the only workspace is theirs unless something else is said.
    pub(super) fn give_newcomer(&mut self, tx: &Tx, given: &Given) -> Result<(), PersonError> {
        let person = self.revision.now();
        let given = given.where_there_is_one(&self.hand, self.policy(), person);
        self.give(tx, &given)
    }
}
