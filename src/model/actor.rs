//! Who does something: named in every audit row and in every event.

use crate::ids::{ConnectionId, PersonId, TokenId};
use serde::{Deserialize, Serialize};

/// The one who caused a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Actor {
    /// An identity provider or HR feed, over SCIM.
    Connection {
        /// Which one.
        id: ConnectionId,
        /// Its name when it acted.
        name: String,
    },
    /// A program with an admin-API token.
    Token {
        /// Which token.
        id: TokenId,
        /// Its name when it acted.
        name: String,
    },
    /// A person, by a mailed link or signed in.
    Person {
        /// Which person.
        id: PersonId,
    },
    /// Somebody with a shell on the server.
    CommandLine,
    /// Muster itself: a timer, a stored job.
    System,
}

impl Actor {
    /// Whether a human being decided this, not a directory or a timer.
    pub fn is_human(&self) -> bool {
        matches!(
            self,
            Self::Person { .. } | Self::CommandLine | Self::Token { .. }
        )
    }
}
