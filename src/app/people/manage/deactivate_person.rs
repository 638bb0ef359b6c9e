//! Somebody leaves, for now.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use muster_model::access::guards::{self, Own};
use muster_store::{Tx, Work};

/// Takes somebody's access away at once; grants stay for the day of return.
#[derive(Clone, Debug)]
pub struct DeactivatePerson(pub Which);

impl Work for DeactivatePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open(tx, &self.0).await?;
        guards::own(&edit.hand, self.0.person, Own::Status)?;
        edit.revision.deactivate(tx.acting().actor.clone())?;
        edit.save(tx).await
    }
}
