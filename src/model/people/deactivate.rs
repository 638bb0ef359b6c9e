//! Access ends, for now: nothing holds a leaver back.

use super::{HeldReason, InvitationState, Person, Refusal, Status};
use crate::access::guards::owner_stays;
use crate::actor::Actor;
use crate::change::Revision;
use crate::event::{Event, EventKind};

impl Revision<Person> {
    /// Takes the access away (row 12 of the status machine): the invitation and a pending change
    /// of address die with it, grants stay for the day of return. Sessions end with the same save.
    ///
    /// Somebody without access stays as they are. An owner is protected.
    pub fn deactivate(&mut self, by: Actor) -> Result<(), Refusal> {
        if self.now.status == Status::Deactivated && self.now.ended_by == Some(Actor::System) {
            // What a rule took away it would give back: whoever says so as well has the last word.
            self.now.ended_by = Some(by);
            return Ok(());
        }
        if !self.now.status.reads_active() {
            return Ok(());
        }
        owner_stays(&self.now)?;
        self.cancel_email_change();
        self.revoke_invitation();
        self.now.status = Status::Deactivated;
        self.now.ended_by = Some(by);
        self.tell(Event::plain(EventKind::UserDeactivated));
        Ok(())
    }

    pub(super) fn revoke_invitation(&mut self) {
        if let Some(invitation) = self.now.invitation.as_mut()
            && invitation.state != InvitationState::Accepted
        {
            invitation.state = InvitationState::Revoked;
            // Whoever comes back is not mailed before the administrator says so.
            invitation.held = invitation.held.filter(|why| *why == HeldReason::ByHand);
            invitation.version += 1;
        }
    }
}
