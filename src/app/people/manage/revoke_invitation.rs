//! An invitation is taken back.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use muster_model::access::guards;
use muster_store::{Tx, Work};

/// Takes somebody's invitation back: its link is dead, and they stay as a contact.
#[derive(Clone, Debug)]
pub struct RevokeInvitation(pub Which);

impl Work for RevokeInvitation {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open(tx, &self.0).await?;
        guards::owner_stays(edit.revision.now())?;
        edit.revision.take_back_invitation()?;
        edit.save(tx).await
    }
}
