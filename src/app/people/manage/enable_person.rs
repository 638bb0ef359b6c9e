//! A contact becomes a user.

use super::PersonError;
use super::edit::{Edit, Which};
use crate::people::{Given, reach};
use muster_model::access::guards;
use muster_model::ids::InvitationId;
use muster_model::people::{Invitation, Person, Reach, Refusal, Status};
use muster_store::{Tx, Work};

/// Gives a contact access: an invitation is mailed to the address of the card.
#[derive(Clone, Debug)]
pub struct EnablePerson {
    /// Whom.
    pub which: Which,
    /// What is given by hand with it.
    pub given: Given,
}

impl Work for EnablePerson {
    type Output = Person;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Person, PersonError> {
        let mut edit = Edit::open(tx, &self.which).await?;
        let person = edit.revision.now();
        guards::owners_door(&edit.hand, person)?;
        if person.status != Status::NoAccess {
            return Err(Refusal::WrongStatus(person.status.as_str()).into());
        }
        edit.give(tx, &self.given)?;
        edit.enable(tx).await?;
        edit.save(tx).await
    }
}

impl Edit {
    /// Invites a contact who can be reached.
    pub(super) async fn enable(&mut self, tx: &Tx) -> Result<(), PersonError> {
        let person = self.revision.now();
        let reach = reach(tx, person.account, person.id, &person.profile).await?;
        if let Reach::Not(why) = reach {
            return Err(PersonError::Held(why));
        }
        let id = InvitationId(tx.next_id());
        let (lifetime, now) = (Invitation::LIFETIME, tx.now());
        self.revision.enable(&reach, id, lifetime, now);
        self.revision.called_active();
        Ok(())
    }
}
