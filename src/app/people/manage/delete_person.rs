//! Somebody is gone for good.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::provision::group::leave_groups;
use muster_model::access::guards::{self, Own};
use muster_store::{StoreError, Tx, Work};

/// Deletes somebody: names and address are free again, the history stays.
#[derive(Clone, Debug)]
pub struct DeletePerson(pub Which);

impl Work for DeletePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let Which {
            account, person, ..
        } = self.0;
        // Groups are locked before people, everywhere.
        let groups = tx.groups().having_member(account, person.0).await?;
        let mut edit = Edit::open(tx, &self.0).await?;
        if tx.groups().has_joined_meanwhile(&groups, person).await? {
            return Err(StoreError::Busy.into());
        }
        guards::own(&edit.hand, person, Own::Deletion)?;
        edit.revision.delete(tx.now())?;
        leave_groups(tx, groups, person.0).await?;
        edit.close(tx).await
    }
}
