//! An invitation is taken back.

use super::edit::{Edit, Saved, Which};
use super::{Card, PersonError};
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
        edit.keep_the_address(tx).await?;
        edit.revision.take_back_invitation()?;
        edit.save(tx).await
    }
}

impl Edit {
    /// Writes on the card of somebody who holds account permissions where they were invited: another
    /// address there is the word of a directory, and the next invitation would go to it.
    async fn keep_the_address(&mut self, tx: &Tx) -> Result<(), PersonError> {
        let person = self.revision.now();
        let Some(invited) = person.sign_in.clone() else {
            return Ok(());
        };
        let mut profile = person.profile.clone();
        if profile.sign_in_address().as_ref() == Some(&invited)
            || !self.holds_the_account(tx).await?
        {
            return Ok(());
        }
        let card = Card {
            email: Some(Some(invited.to_string())),
            ..Card::default()
        };
        card.lay_over(&mut profile)?;
        self.revision.apply(profile);
        Ok(())
    }
}
