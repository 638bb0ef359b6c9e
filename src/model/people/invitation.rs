//! Invitations: one current one a person, whose link is derived and never stored.

use super::Address;
use crate::clock::Timestamp;
use crate::ids::InvitationId;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The current invitation of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id, from which the link is derived together with the version.
    pub id: InvitationId,
    /// Raised whenever old links shall die.
    pub version: i32,
    /// Where it stands.
    pub state: InvitationState,
    /// Why it is held, when it is.
    pub held: Option<HeldReason>,
    /// Where it was sent last, if it ever was.
    pub address: Option<Address>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when its link works.
    pub expires_at: Timestamp,
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// It cannot go out yet; the reason stands beside it.
    Held,
    /// It is on its way or there.
    Sent,
    /// It was taken back.
    Revoked,
    /// It was used.
    Accepted,
}

/// Why an invitation cannot go out (decision 22 of the house).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldReason {
    /// No address that a mail could be sent to is known.
    NoAddress,
    /// Another person of the account signs in with the address.
    AddressTaken,
    /// An administrator wants to send it later.
    ByHand,
}

impl Invitation {
    /// How long a link works unless the account says otherwise: 30 days.
    pub const LIFETIME: Duration = Duration::from_hours(720);

    /// Whether an administrator keeps it back: nothing but an administrator sends it, also when the
    /// person leaves and comes back meanwhile.
    pub fn is_kept_back(&self) -> bool {
        self.state == InvitationState::Held && self.held == Some(HeldReason::ByHand)
    }

    /// The word for the state at this time: a sent invitation whose time is over is `expired`
    /// without any job having run.
    pub fn state_at(&self, now: Timestamp) -> &'static str {
        match self.state {
            InvitationState::Held => "held",
            InvitationState::Sent if now >= self.expires_at => "expired",
            InvitationState::Sent => "sent",
            InvitationState::Revoked => "revoked",
            InvitationState::Accepted => "accepted",
        }
    }
}
