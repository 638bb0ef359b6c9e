//! Mails as data: to whom, about what, with which figures. How they read is the outside's affair.

use crate::clock::Timestamp;
use crate::ids::{EmailChangeId, InvitationId, PersonId};
use crate::people::Address;
use serde::{Deserialize, Serialize};

/// One mail to one address, written in the transaction of the change that causes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: Address,
    /// About which person.
    pub person: PersonId,
    /// How the person is called in the salutation.
    pub name: String,
    /// The language the person prefers, as an RFC 5646 tag.
    pub language: Option<String>,
    /// What it says.
    pub message: Message,
}

/// What a mail says. Links are derived when it is sent, so that no secret lies in the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// You were invited; choose a user name and a password.
    Activation {
        /// The invitation whose link it carries.
        invitation: InvitationId,
        /// The version of that invitation: an older link is dead.
        version: i32,
        /// Until when the link works.
        expires_at: Timestamp,
        /// Whether it was sent before.
        again: bool,
    },
    /// You are in.
    Welcome,
    /// To the old address: somebody asked to move your sign-in to another one.
    EmailChangeNotice {
        /// Where it would move.
        new: Address,
        /// When it was asked for.
        at: Timestamp,
    },
    /// To the new address: confirm that it is yours.
    EmailChangeConfirmation {
        /// The change that the link confirms.
        change: EmailChangeId,
        /// Until when the link works.
        expires_at: Timestamp,
    },
    /// The sign-in address moved.
    EmailChanged {
        /// From where.
        old: Address,
        /// To where.
        new: Address,
    },
    /// To the new address: the change was called off.
    EmailChangeCancelled,
    /// You have access again.
    AccessRestored,
    /// To an owner: the token of a directory ends soon.
    TokenExpiring {
        /// What people call the connection.
        connection: String,
        /// When the token ends.
        expires_at: Timestamp,
        /// How many days before this is said.
        days: i64,
    },
}

impl Message {
    /// The name of the mail, which is also the name of its templates' folder.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Activation { .. } => "activation",
            Self::Welcome => "welcome",
            Self::EmailChangeNotice { .. } => "email_change_notice",
            Self::EmailChangeConfirmation { .. } => "email_change_confirmation",
            Self::EmailChanged { .. } => "email_changed",
            Self::EmailChangeCancelled => "email_change_cancelled",
            Self::AccessRestored => "access_restored",
            Self::TokenExpiring { .. } => "token_expiring",
        }
    }
}
