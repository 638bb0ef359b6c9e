//! Somebody is back.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::people::{follow_address, reach, reach_again};
use muster_model::access::Part;
use muster_model::access::guards::{self, Own};
use muster_model::actor::Actor;
use muster_model::ids::InvitationId;
use muster_model::people::{Invitation, Refusal, Status};
use muster_store::{Tx, Work};

/// Gives somebody their access back as it was. Whom a directory took it from it gives it back to,
/// where it keeps the status.
#[derive(Clone, Debug)]
pub struct ReactivatePerson(pub Which);

impl Work for ReactivatePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open(tx, &self.0).await?;
        guards::own(&edit.hand, self.0.person, Own::Status)?;
        let person = edit.revision.now();
        if person.status != Status::Deactivated {
            return Err(Refusal::WrongStatus(person.status.as_str()).into());
        }
        if matches!(person.ended_by, Some(Actor::Connection { .. })) {
            guards::managed(&edit.hand, Part::Status, person, edit.policy())?;
        }
        // A directory that may not open their door has not moved it either while they were away.
        let stays = edit.holds_the_account(tx).await? && person.sign_in.is_some();
        let reach = if stays {
            reach_again(tx, person).await?
        } else {
            reach(tx, person.account, person.id, &person.profile).await?
        };
        let id = InvitationId(tx.next_id());
        let (lifetime, now) = (Invitation::LIFETIME, tx.now());
        edit.revision.reactivate(&reach, true, id, lifetime, now)?;
        edit.revision.called_active();
        if !stays {
            // What was said of the address while they were away counts now.
            follow_address(tx, &mut edit.revision).await?;
        }
        edit.save(tx).await
    }
}
