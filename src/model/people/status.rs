//! The status of a person's access.

use serde::{Deserialize, Serialize};

/// Where a person stands between contact and user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A contact: known, without access.
    NoAccess,
    /// Given access; has not chosen a password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Had access, has none now, keeps the grants for the day of return.
    Deactivated,
    /// Gone; a tombstone.
    Deleted,
}

impl Status {
    /// What the database stores and the API shows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoAccess => "no_access",
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Deactivated => "deactivated",
            Self::Deleted => "deleted",
        }
    }

    /// The status of this name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "no_access" => Some(Self::NoAccess),
            "invited" => Some(Self::Invited),
            "active" => Some(Self::Active),
            "deactivated" => Some(Self::Deactivated),
            "deleted" => Some(Self::Deleted),
            _ => None,
        }
    }

    /// What SCIM `active` reads: true for invited and active (decision 22 of the house).
    pub fn reads_active(self) -> bool {
        matches!(self, Self::Invited | Self::Active)
    }
}
