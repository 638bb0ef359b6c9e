//! The person opens the link and chooses user name and password.

use super::{Invitation, InvitationState, Person, Refusal, Status};
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::ids::IdentityId;
use crate::letter::Message;

/// The credentials that the holder of the link joined.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The identity behind the address.
    pub identity: IdentityId,
    /// Its user name.
    pub username: String,
}

impl Person {
    /// The invitation that a link of this version opens now, or why it opens nothing.
    ///
    /// Use and expiry are looked at here, inside the accepting transaction, and not by a job.
    pub fn open_invitation(&self, version: i32, now: Timestamp) -> Result<&Invitation, Refusal> {
        let invitation = self.invitation.as_ref().ok_or(Refusal::LinkDead)?;
        let current = invitation.version == version && invitation.state == InvitationState::Sent;
        if !current || self.status != Status::Invited {
            return Err(Refusal::LinkDead);
        }
        if now >= invitation.expires_at {
            return Err(Refusal::LinkExpired);
        }
        Ok(invitation)
    }
}

impl Revision<Person> {
    /// Accepts the invitation (row 7 of the status machine): active from now on, and the link is used up.
    pub fn activate(
        &mut self,
        version: i32,
        credentials: Credentials,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.now.open_invitation(version, now)?;
        self.now.status = Status::Active;
        self.now.activated_at = Some(now);
        self.now.identity = Some(credentials.identity);
        self.now.username = Some(credentials.username);
        if let Some(invitation) = self.now.invitation.as_mut() {
            invitation.state = InvitationState::Accepted;
        }
        self.tell(Event::plain(EventKind::UserActivated));
        if let Some(to) = self.now.sign_in.clone() {
            let letter = self.letter(to, Message::Welcome);
            self.mail(letter);
        }
        Ok(())
    }
}
