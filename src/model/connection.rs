//! Connections: one identity provider or HR feed of an account, and its bearer tokens.

use crate::access::Ownership;
use crate::clock::Timestamp;
use crate::ids::{AccountId, ConnectionId, TokenId};

/// One identity provider or HR feed of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that people turn by itself"
)]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// Whose connection it is.
    pub account: AccountId,
    /// What people call it.
    pub name: String,
    /// The name of the profile that says how its client speaks.
    pub profile: String,
    /// Whether it may take over existing people of verified domains; a person switches it on.
    pub adopt: bool,
    /// Whether it may give roles with account permissions; a person switches it on.
    pub privileged: bool,
    /// Whether its `active: true` enables whom a human being disabled.
    pub over_humans: bool,
    /// What somebody laid down about who keeps the parts that it writes.
    pub ownership: Ownership,
    /// Rises with every change: the `ETag`.
    pub version: i64,
    /// Whether roles, workspaces and fleet groups are groups of it, whose members it gives them to;
    /// a person switches it on.
    pub projection: bool,
    /// Whether it reads what the account gives as resources, and core `entitlements` of a User give;
    /// a person switches it on.
    pub entitlements: bool,
    /// Since when it exists.
    pub created_at: Timestamp,
}

/// One bearer token of a connection or of the admin API; only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// The keyed hash that it is found by.
    pub hash: String,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Until when it works; `None` for ever.
    pub expires_at: Option<Timestamp>,
    /// Since when it is taken back.
    pub revoked_at: Option<Timestamp>,
}

/// What an admin-API token may do; these three work in every account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenRole {
    /// Reads.
    Viewer,
    /// Reads and writes.
    Admin,
    /// Everything.
    Owner,
}

impl TokenRole {
    /// What the database stores and the command line takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    /// The role of this name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Viewer, Self::Admin, Self::Owner]
            .into_iter()
            .find(|role| role.as_str() == text)
    }
}
