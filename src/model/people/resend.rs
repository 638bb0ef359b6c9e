//! An invitation is sent once more, or taken back.

use super::{Invitation, InvitationState, Person, Reach, Refusal, Status};
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::letter::Message;
use std::time::Duration;

impl Revision<Person> {
    /// Sends the invitation once more (row 4 of the status machine): the same link while it works,
    /// a new one when its time is over or it was held (decision 12 of the house).
    pub fn resend_invitation(
        &mut self,
        reach: &Reach,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.now.status != Status::Invited {
            return Err(Refusal::WrongStatus(self.now.status.as_str()));
        }
        self.tell(Event::plain(EventKind::UserInvitationResent));
        match self.now.invitation.as_ref() {
            Some(open) if works(open, reach, now) => self.mail_again(),
            _ => {
                if self.now.sign_in.is_none() {
                    self.now.sign_in = reach.address().cloned();
                }
                self.send_invitation(reach, lifetime, now);
            }
        }
        Ok(())
    }

    fn mail_again(&mut self) {
        let Some(invitation) = self.now.invitation.clone() else {
            return;
        };
        let Some(to) = invitation.address else {
            return;
        };
        let message = Message::Activation {
            invitation: invitation.id,
            version: invitation.version,
            expires_at: invitation.expires_at,
            again: true,
        };
        let letter = self.letter(to, message);
        self.mail(letter);
    }

    /// Takes the invitation back (row 6 of the status machine): its link is dead, the person stays a
    /// contact and keeps their grants for another day.
    pub fn take_back_invitation(&mut self) -> Result<(), Refusal> {
        if self.now.status != Status::Invited {
            return Err(Refusal::WrongStatus(self.now.status.as_str()));
        }
        self.revoke_invitation();
        self.now.status = Status::NoAccess;
        self.now.sign_in = None;
        self.tell(Event::plain(EventKind::UserInvitationRevoked));
        Ok(())
    }
}

/// Whether the link that was mailed last still opens, at the address that counts now.
fn works(invitation: &Invitation, reach: &Reach, now: Timestamp) -> bool {
    let sent_to = invitation.address.as_ref();
    let here = reach.address();
    invitation.state == InvitationState::Sent
        && now < invitation.expires_at
        && sent_to
            .zip(here)
            .is_some_and(|(sent, here)| sent.same(here))
}
