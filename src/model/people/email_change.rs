//! The sign-in address moves: at once where it is safe, else after the new mailbox said yes.

use super::{Address, InvitationState, Person, Reach, Refusal, Status};
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::ids::EmailChangeId;
use crate::letter::Message;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Duration;

/// A change of the sign-in address that waits for its new mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailChange {
    /// Its id, from which the link is derived.
    pub id: EmailChangeId,
    /// Where sign-in would move.
    pub new: Address,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// Until when the link works.
    pub expires_at: Timestamp,
}

impl EmailChange {
    /// How long the new mailbox has to answer: 48 hours.
    pub const LIFETIME: Duration = Duration::from_hours(48);
}

/// What is known of the address that a directory now names.
#[derive(Clone, Debug)]
pub struct EmailMove {
    /// The address, when one can be used and nobody else of the account signs in with it.
    pub reach: Reach,
    /// Whether its domain is verified for the account, so that it moves at once.
    pub verified: bool,
    /// The id of the pending change, should there be one.
    pub id: EmailChangeId,
    /// How long a new invitation works.
    pub invitation_lifetime: Duration,
}

impl Revision<Person> {
    /// Follows the address that the directory names (rows 9 to 11 of the status machine).
    ///
    /// Before activation it moves at once with one new invitation; afterwards at once on a verified
    /// domain, else once the new mailbox confirms. The old address again calls a pending change off.
    pub fn move_address(&mut self, to: &EmailMove, now: Timestamp) {
        match self.now.status {
            Status::Invited => self.move_invited(to, now),
            Status::Active => self.move_active(to, now),
            Status::NoAccess | Status::Deactivated | Status::Deleted => {}
        }
    }

    fn move_invited(&mut self, to: &EmailMove, now: Timestamp) {
        let new = to.reach.address();
        if same(self.now.sign_in.as_ref(), new) {
            return;
        }
        let old = std::mem::replace(&mut self.now.sign_in, new.cloned());
        if let Some(new) = new {
            self.tell(email_changed(old.as_ref(), new));
        }
        match self.now.invitation.as_mut() {
            Some(invitation) if invitation.is_kept_back() => invitation.version += 1,
            Some(invitation) if invitation.state != InvitationState::Accepted => {
                self.tell(Event::plain(EventKind::UserInvitationResent));
                self.send_invitation(&to.reach, to.invitation_lifetime, now);
            }
            _ => {}
        }
    }

    fn move_active(&mut self, to: &EmailMove, now: Timestamp) {
        let Some(new) = to.reach.address() else {
            return;
        };
        if same(self.now.sign_in.as_ref(), Some(new)) {
            self.cancel_email_change();
        } else if to.verified || self.now.sign_in.is_none() {
            self.cancel_email_change();
            self.set_address(new);
        } else if !self
            .now
            .email_change
            .as_ref()
            .is_some_and(|c| c.new.same(new))
        {
            self.cancel_email_change();
            self.request_email_change(to.id, new.clone(), now);
        }
    }

    fn request_email_change(&mut self, id: EmailChangeId, new: Address, now: Timestamp) {
        let expires_at = now.plus(EmailChange::LIFETIME);
        if let Some(old) = self.now.sign_in.clone() {
            let notice = Message::EmailChangeNotice {
                new: new.clone(),
                at: now,
            };
            let letter = self.letter(old, notice);
            self.mail(letter);
        }
        let confirmation = Message::EmailChangeConfirmation {
            change: id,
            expires_at,
        };
        let letter = self.letter(new.clone(), confirmation);
        self.mail(letter);
        let event = Event::plain(EventKind::UserEmailChangeRequested)
            .with("email", json!({"old": self.now.sign_in, "new": new}));
        self.tell(event);
        self.now.email_change = Some(EmailChange {
            id,
            new,
            requested_at: now,
            expires_at,
        });
    }

    /// Calls a pending change off; without one it does nothing.
    pub fn cancel_email_change(&mut self) {
        if let Some(change) = self.now.email_change.take() {
            let event = Event::plain(EventKind::UserEmailChangeCancelled)
                .with("email", json!({"old": self.now.sign_in, "new": change.new}));
            self.tell(event);
            let letter = self.letter(change.new, Message::EmailChangeCancelled);
            self.mail(letter);
        }
    }

    /// The holder of the new mailbox confirms (row 10 of the status machine).
    pub fn confirm_email_change(
        &mut self,
        id: EmailChangeId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let change = self.now.open_email_change(id, now)?.clone();
        self.now.email_change = None;
        self.set_address(&change.new);
        Ok(())
    }

    fn set_address(&mut self, new: &Address) {
        let old = self.now.sign_in.replace(new.clone());
        self.tell(email_changed(old.as_ref(), new));
        if let Some(old) = old {
            for to in [old.clone(), new.clone()] {
                let message = Message::EmailChanged {
                    old: old.clone(),
                    new: new.clone(),
                };
                let letter = self.letter(to, message);
                self.mail(letter);
            }
        }
    }
}

impl Person {
    /// The pending change that a link opens now, or why it opens nothing.
    pub fn open_email_change(
        &self,
        id: EmailChangeId,
        now: Timestamp,
    ) -> Result<&EmailChange, Refusal> {
        let change = self
            .email_change
            .as_ref()
            .filter(|change| change.id == id && self.status == Status::Active)
            .ok_or(Refusal::LinkDead)?;
        if now >= change.expires_at {
            return Err(Refusal::LinkExpired);
        }
        Ok(change)
    }
}

fn same(one: Option<&Address>, other: Option<&Address>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.same(other),
        (None, None) => true,
        _ => false,
    }
}

fn email_changed(old: Option<&Address>, new: &Address) -> Event {
    let email: Value = json!({"old": old, "new": new});
    Event::plain(EventKind::UserEmailChanged).with("email", email)
}
