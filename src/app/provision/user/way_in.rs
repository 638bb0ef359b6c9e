//! How somebody is let in: the address of their sign-in, and the invitation that goes there.

use crate::access::{roles_named, rulebook};
use crate::people::{Moved, follow_address, reach, reach_again};
use crate::provision::Caller;
use muster_model::access::guards::{Barred, directorys_door, holds_the_account};
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::InvitationId;
use muster_model::people::{Invitation, Person, Profile, Status};
use muster_store::{StoreError, Tx};

/// What a directory may do about the way in of one person.
#[derive(Debug)]
pub(super) struct WayIn {
    /// Why it stays as it was, for somebody who may more than the directory.
    stays: Option<Barred>,
    /// Whether they are an owner, or hold account permissions.
    holds_the_account: bool,
    /// Whether that is so, or a privileged directory knows them: then only what is said now counts,
    /// not what anybody left in the profile.
    guarded: bool,
}

impl WayIn {
    /// Looks at somebody before anything is changed. It is not looked at closely where nothing is
    /// said that would open a door: neither another address, nor `active` of somebody without access.
    pub(super) async fn of(
        tx: &Tx,
        caller: &Caller,
        revision: &Revision<Person>,
        told: &Profile,
    ) -> Result<Self, StoreError> {
        let open = Self {
            stays: None,
            holds_the_account: false,
            guarded: false,
        };
        let Some(person) = revision.before() else {
            return Ok(open);
        };
        let same = person.profile.sign_in_address() == told.sign_in_address();
        if same && person.status.reads_active() {
            return Ok(open);
        }
        let book = rulebook(&tx.access(), caller.account()).await?;
        let roles = roles_named(&tx.groups(), &book, person).await?;
        let policy = book.policy();
        let holds_the_account = holds_the_account(person, &roles, policy);
        let mut links = person.links.iter();
        Ok(Self {
            stays: directorys_door(caller.id(), person, &roles, policy).err(),
            holds_the_account,
            guarded: holds_the_account || links.any(|link| policy.trusts(link.connection)),
        })
    }

    /// Leaves the address of the profile as it is where nothing else says how somebody can be
    /// reached: an invitation that goes out later goes there.
    pub(super) fn keep_address(
        &self,
        revision: &Revision<Person>,
        told: &mut Profile,
        notes: &mut Vec<String>,
    ) {
        let (Some(why), Some(person)) = (&self.stays, revision.before()) else {
            return;
        };
        let (held, wanted) = (&person.profile, told.sign_in_address());
        if person.sign_in.is_some() || held.sign_in_address() == wanted {
            return;
        }
        match held.attributes.get("emails") {
            Some(emails) => told.attributes.insert("emails".to_owned(), emails.clone()),
            None => told.attributes.remove("emails"),
        };
        if held.sign_in_address() != told.sign_in_address() {
            told.user_name = held.user_name.clone();
        }
        notes.push(format!("left out: the address: {why}"));
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
        let by_a_human = ended_by_a_human(person);
        let reach = match &self.stays {
            None if !self.guarded => reach(tx, person.account, person.id, &person.profile).await?,
            // A contact who waits with account permissions is let in by somebody who may, and whom a
            // human being disabled is brought back over nobody's head.
            Some(why) if self.holds_the_account && (person.sign_in.is_none() || by_a_human) => {
                notes.push(format!("left out: active: {why}"));
                if !by_a_human {
                    revision.told_active(caller.id(), false);
                }
                return Ok(());
            }
            _ => reach_again(tx, person).await?,
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

    /// Whether what the profile says of the address counts although it is not said now: whoever
    /// comes back does so where the directory wrote meanwhile, unless they are guarded.
    pub(super) fn counts_what_was_said(&self) -> bool {
        !self.guarded
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

/// Whether a human being took their access away.
pub(super) fn ended_by_a_human(person: &Person) -> bool {
    person.ended_by.as_ref().is_some_and(Actor::is_human)
}
