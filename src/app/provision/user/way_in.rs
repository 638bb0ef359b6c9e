//! How somebody is let in: the address of their sign-in, and the invitation that goes there.

use crate::access::{rulebook, states_of};
use crate::people::{Moved, follow_address, reach, reach_again};
use crate::provision::Caller;
use muster_model::access::guards::{Barred, directorys_door};
use muster_model::change::Revision;
use muster_model::ids::{InvitationId, RoleId};
use muster_model::people::{Address, Invitation, Person, Status};
use muster_store::{StoreError, Tx};

/// What a directory may do about the way in of one person.
#[derive(Debug)]
pub(super) struct WayIn {
    /// Why it stays as it was, for somebody who may more than the directory.
    stays: Option<Barred>,
}

impl WayIn {
    /// Looks at somebody before anything is changed. It is not looked at closely where nothing is
    /// said that would open a door: neither another address, nor `active` of somebody without access.
    pub(super) async fn of(
        tx: &Tx,
        caller: &Caller,
        revision: &Revision<Person>,
        told: Option<&Address>,
    ) -> Result<Self, StoreError> {
        let open = Self { stays: None };
        let Some(person) = revision.before() else {
            return Ok(open);
        };
        let same = person.profile.sign_in_address().as_ref() == told;
        if same && person.status.reads_active() {
            return Ok(open);
        }
        let book = rulebook(&tx.access(), caller.account()).await?;
        let states = states_of(&tx.groups(), &book, &[person]).await?;
        let roles: Vec<RoleId> = states.into_iter().flat_map(|state| state.roles).collect();
        let stays = directorys_door(caller.id(), person, &roles, book.policy()).err();
        Ok(Self { stays })
    }

    /// Gives a contact access, or somebody theirs back.
    pub(super) async fn open(
        &self,
        tx: &Tx,
        caller: &Caller,
        revision: &mut Revision<Person>,
        notes: &mut Vec<String>,
    ) -> Result<(), StoreError> {
        let person = revision.now();
        let reach = match &self.stays {
            None => reach(tx, person.account, person.id, &person.profile).await?,
            // Where they would be invited is the directory's word alone.
            Some(why) if person.sign_in.is_none() => {
                notes.push(format!("left out: active: {why}"));
                revision.told_active(caller.id(), false);
                return Ok(());
            }
            Some(_) => reach_again(tx, person).await?,
        };
        let (id, lifetime, now) = (InvitationId(tx.next_id()), Invitation::LIFETIME, tx.now());
        if person.status == Status::NoAccess {
            revision.enable(&reach, id, lifetime, now);
            return Ok(());
        }
        let over_humans = caller.connection.over_humans;
        if let Err(refusal) = revision.reactivate(&reach, over_humans, id, lifetime, now) {
            notes.push(format!("active: {refusal}"));
        }
        Ok(())
    }

    /// Lets the address of the sign-in follow the profile.
    pub(super) async fn follow(
        &self,
        tx: &Tx,
        revision: &mut Revision<Person>,
        notes: &mut Vec<String>,
    ) -> Result<(), StoreError> {
        let person = revision.now();
        let another = person.sign_in != person.profile.sign_in_address();
        match &self.stays {
            Some(why) if another => {
                notes.push(format!("left out: the sign-in address: {why}"));
                if person.owner {
                    revision.protect_owner();
                }
            }
            _ => {
                if let Some(Moved::Shared | Moved::Taken) = follow_address(tx, revision).await? {
                    notes.push("the credentials stay with the address that they have".to_owned());
                }
            }
        }
        Ok(())
    }
}
