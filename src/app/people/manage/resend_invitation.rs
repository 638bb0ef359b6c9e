//! An invitation that got lost is sent once more.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::people::reach_again;
use muster_model::access::guards;
use muster_model::people::{Invitation, Reach};
use muster_store::{Tx, Work};
use std::time::Duration;

/// What the queue of mails calls an invitation.
const KIND: &str = "activation";
/// How soon after the last one, and how many a day (row 4 of the status machine).
const LIMITS: [(Duration, u64); 2] = [(Duration::from_mins(1), 1), (Duration::from_hours(24), 5)];

/// Sends somebody's invitation once more: the same link while it works, else a new one.
#[derive(Clone, Debug)]
pub struct ResendInvitation(pub Which);

impl Work for ResendInvitation {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open(tx, &self.0).await?;
        let person = edit.revision.now();
        guards::owners_door(&edit.hand, person)?;
        for (within, most) in LIMITS {
            let since = tx.now().minus(within);
            if tx.mails().since(person.id, KIND, since).await? >= most {
                return Err(PersonError::TooOften);
            }
        }
        let reach = reach_again(tx, person).await?;
        if let Reach::Not(why) = reach {
            return Err(PersonError::Held(why));
        }
        let lifetime = Invitation::LIFETIME;
        edit.revision
            .resend_invitation(&reach, lifetime, tx.now())?;
        edit.save(tx).await
    }
}
