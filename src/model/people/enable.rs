//! A contact is given access: an invitation goes out, or is held with a reason.

use super::{Address, HeldReason, Invitation, InvitationState, Person, Status};
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::ids::InvitationId;
use crate::letter::{Letter, Message};
use std::time::Duration;

/// How a person can be reached with an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// At this address, which nobody else of the account signs in with.
    At(Address),
    /// At this address, when an administrator says so.
    Later(Address),
    /// Not yet, because of this.
    Not(HeldReason),
}

impl Reach {
    /// The address, when there is one.
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::At(address) | Self::Later(address) => Some(address),
            Self::Not(_) => None,
        }
    }
}

impl Revision<Person> {
    /// Gives a contact access (rows 2 and 3 of the status machine): `invited`, with a mail unless
    /// the invitation is held.
    pub fn enable(&mut self, reach: &Reach, id: InvitationId, lifetime: Duration, now: Timestamp) {
        if self.now.status != Status::NoAccess {
            return;
        }
        self.now.status = Status::Invited;
        self.now.sign_in = reach.address().cloned();
        self.now.invitation = Some(Invitation {
            id,
            version: 0,
            state: InvitationState::Held,
            held: None,
            address: None,
            created_at: now,
            expires_at: now.plus(lifetime),
        });
        self.tell(Event::plain(EventKind::UserInvited));
        self.send_invitation(reach, lifetime, now);
    }

    /// Sends the invitation anew: the version rises, so that old links are dead.
    pub(super) fn send_invitation(&mut self, reach: &Reach, lifetime: Duration, now: Timestamp) {
        let Some(invitation) = self.now.invitation.as_mut() else {
            return;
        };
        invitation.version += 1;
        invitation.expires_at = now.plus(lifetime);
        match reach {
            Reach::Not(reason) => {
                invitation.state = InvitationState::Held;
                invitation.held = Some(*reason);
            }
            Reach::Later(_) => {
                invitation.state = InvitationState::Held;
                invitation.held = Some(HeldReason::ByHand);
            }
            Reach::At(address) => {
                let before = invitation.address.replace(address.clone());
                invitation.state = InvitationState::Sent;
                invitation.held = None;
                self.mail_invitation(address.clone(), before.is_some());
            }
        }
    }

    /// Mails an invitation that is out once more, with another link: the one before opens nothing.
    pub(super) fn renew_invitation(&mut self) {
        let (Some(invitation), Some(address)) = (&mut self.now.invitation, &self.now.sign_in)
        else {
            return;
        };
        if invitation.state == InvitationState::Sent {
            invitation.version += 1;
            let address = address.clone();
            self.mail_invitation(address, true);
        }
    }

    fn mail_invitation(&mut self, to: Address, again: bool) {
        let Some(invitation) = &self.now.invitation else {
            return;
        };
        let message = Message::Activation {
            invitation: invitation.id,
            version: invitation.version,
            expires_at: invitation.expires_at,
            again,
        };
        let letter = self.letter(to, message);
        self.mail(letter);
    }

    pub(super) fn letter(&self, to: Address, message: Message) -> Letter {
        let profile = &self.now.profile;
        let language = profile
            .text("preferredLanguage")
            .or_else(|| profile.text("locale"));
        Letter {
            to,
            person: self.now.id,
            name: profile.shown_name(),
            language: language.map(str::to_owned),
            message,
        }
    }
}
