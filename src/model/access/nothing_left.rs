//! What becomes of somebody to whom nothing is given any more.

use serde::{Deserialize, Serialize};

/// What becomes of somebody to whom no source gives a role, a workspace or a part of the fleet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NothingLeft {
    /// They stay as they are and see nothing; people find them in a list.
    Keep,
    /// Their access ends when the last thing goes, and returns with the next one.
    NoAccess,
    /// They get the account's default role.
    DefaultRole,
}

impl NothingLeft {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Keep, Self::NoAccess, Self::DefaultRole];

    /// What the database stores, and an access file says.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::NoAccess => "no_access",
            Self::DefaultRole => "default_role",
        }
    }

    /// The choice of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}
