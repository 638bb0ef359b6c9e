//! A contact card is corrected.

use super::edit::{Edit, Saved, Which};
use super::{Card, PersonError};
use crate::people::follow_address;
use muster_model::access::Part;
use muster_model::access::guards::{self, Own};
use muster_model::people::Rewritten;
use muster_store::{Tx, Work};

/// Changes fields of a card; the sign-in address follows it as it follows a directory's word: at
/// once on a verified domain, else once the new mailbox confirms.
#[derive(Clone, Debug)]
pub struct UpdatePerson {
    /// Whose.
    pub which: Which,
    /// The fields.
    pub card: Card,
}

impl Work for UpdatePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open(tx, &self.which).await?;
        guards::owners_door(&edit.hand, edit.revision.now())?;
        guards::managed(
            &edit.hand,
            Part::Profile,
            edit.revision.now(),
            edit.policy(),
        )?;
        let before = edit.revision.now().profile.clone();
        let mut profile = before.clone();
        self.card.lay_over(&mut profile)?;
        let key = profile.user_name.key();
        if key != before.user_name.key() {
            let held = tx.people().by_user_name(self.which.account, &key).await?;
            if held.is_some_and(|other| other.id != self.which.person) {
                return Err(PersonError::Taken("user name"));
            }
        }
        let moved = profile.sign_in_address() != before.sign_in_address();
        if moved {
            guards::own(&edit.hand, self.which.person, Own::Address)?;
            edit.door(tx).await?;
        }
        edit.revision.apply(profile);
        edit.revision
            .rewritten(Rewritten::Only(self.card.rewrites()));
        if moved {
            follow_address(tx, &mut edit.revision).await?;
        }
        edit.save(tx).await
    }
}
