//! A contact becomes a user.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::people::{Given, reach};
use muster_model::access::guards;
use muster_model::ids::InvitationId;
use muster_model::people::{Invitation, Reach, Refusal, Status};
use muster_store::{Tx, Work};
use serde::Deserialize;

/// Gives a contact access: an invitation is mailed to the address of the card, now or later.
#[derive(Clone, Debug)]
pub struct EnablePerson {
    /// Whom.
    pub which: Which,
    /// What is given by hand with it.
    pub given: Given,
    /// When the mail of the invitation goes out.
    pub mail: Mail,
}

/// When the mail of an invitation goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mail {
    /// At once.
    #[default]
    Now,
    /// When an administrator sends it.
    Held,
}

impl Work for EnablePerson {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open_to_give(tx, &self.which).await?;
        let person = edit.revision.now();
        guards::owners_door(&edit.hand, person)?;
        if person.status != Status::NoAccess {
            return Err(Refusal::WrongStatus(person.status.as_str()).into());
        }
        edit.give_newcomer(tx, &self.given)?;
        edit.enable(tx, self.mail).await?;
        edit.save(tx).await
    }
}

impl Edit {
    /// Invites a contact who can be reached.
    pub(super) async fn enable(&mut self, tx: &Tx, mail: Mail) -> Result<(), PersonError> {
        let person = self.revision.now();
        let reach = reach(tx, person.account, person.id, &person.profile).await?;
        let reach = match (reach, mail) {
            (Reach::Not(why), _) => return Err(PersonError::Held(why)),
            (Reach::At(address), Mail::Held) => Reach::Later(address),
            (reach, _) => reach,
        };
        let id = InvitationId(tx.next_id());
        let (lifetime, now) = (Invitation::LIFETIME, tx.now());
        self.revision.enable(&reach, id, lifetime, now);
        self.revision.called_active();
        Ok(())
    }
}
