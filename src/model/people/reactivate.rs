//! Access returns, with the grants as they were.

use super::{HeldReason, Invitation, InvitationState, Person, Reach, Refusal, Status};
use crate::actor::Actor;
use crate::change::Revision;
use crate::clock::Timestamp;
use crate::event::{Event, EventKind};
use crate::ids::InvitationId;
use crate::letter::Message;
use std::time::Duration;

impl Revision<Person> {
    /// Gives the access back (row 13 of the status machine): active again, or invited again when the
    /// person had never joined, unless an administrator holds the invitation back. What a human being took away a directory does not give back, unless
    /// `over_humans` (decision 6 of the house).
    pub fn reactivate(
        &mut self,
        reach: &Reach,
        over_humans: bool,
        id: InvitationId,
        lifetime: Duration,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.now.status != Status::Deactivated {
            return Ok(());
        }
        if !over_humans && self.now.ended_by.as_ref().is_some_and(Actor::is_human) {
            return Err(Refusal::DisabledByHuman);
        }
        self.now.ended_by = None;
        self.tell(Event::plain(EventKind::UserReactivated));
        if self.now.activated_at.is_some() {
            self.now.status = Status::Active;
            if let Some(to) = self.now.sign_in.clone() {
                let letter = self.letter(to, Message::AccessRestored);
                self.mail(letter);
            }
            return Ok(());
        }
        self.now.status = Status::Invited;
        self.now.sign_in = reach.address().cloned();
        let invitation = self.now.invitation.get_or_insert(Invitation {
            id,
            version: 0,
            state: InvitationState::Held,
            held: None,
            address: None,
            created_at: now,
            expires_at: now,
        });
        if invitation.held == Some(HeldReason::ByHand) {
            invitation.state = InvitationState::Held;
        } else {
            self.send_invitation(reach, lifetime, now);
        }
        Ok(())
    }
}
