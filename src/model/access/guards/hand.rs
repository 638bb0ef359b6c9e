//! Whose hand it is that gives or takes.

use crate::access::{Permission, Policy};
use crate::connection::TokenRole;
use crate::ids::{ConnectionId, PersonId};

/// The slug of the role whose permissions an admin's token has.
const ADMIN: &str = "admin";
/// The slug of the role whose permissions a viewer's token has.
const VIEWER: &str = "viewer";

/// Whose hand it is that gives or takes, and what they may do themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Somebody with a shell on the server: break-glass (decision 26 of the house).
    Shell,
    /// Muster itself: a timer, a stored job.
    System,
    /// A directory, over SCIM.
    Directory(ConnectionId),
    /// A person, or a program that acts for people.
    Holder {
        /// Who it is, when it is a person.
        person: Option<PersonId>,
        /// Whether they are an owner.
        owner: bool,
        /// What they may do.
        permissions: Vec<Permission>,
    },
}

impl Hand {
    /// The hand of a program with a token: owner above admin above viewer. An admin's token may
    /// give what the account's own admin role allows, an owner's everything.
    pub fn of_token(role: TokenRole, policy: &Policy) -> Self {
        let owner = role == TokenRole::Owner;
        let slug = match role {
            TokenRole::Owner => crate::access::OWNER_ROLE,
            TokenRole::Admin => ADMIN,
            TokenRole::Viewer => VIEWER,
        };
        let held = policy.roles.iter().find(|role| role.slug == slug);
        Self::Holder {
            person: None,
            owner,
            permissions: held.map_or_else(Vec::new, |role| role.permissions.clone()),
        }
    }

    /// The hand of a person, with the permissions of their compiled access.
    pub fn of_person(id: PersonId, owner: bool, permissions: &[String]) -> Self {
        let read = permissions.iter().filter_map(|p| Permission::parse(p).ok());
        Self::Holder {
            person: Some(id),
            owner,
            permissions: read.collect(),
        }
    }

    /// Whether nothing is above it: a shell, a timer, an owner.
    pub fn is_unbound(&self) -> bool {
        match self {
            Self::Shell | Self::System => true,
            Self::Directory(_) => false,
            Self::Holder { owner, .. } => *owner,
        }
    }

    /// Whether this person's hand it is.
    pub fn is(&self, id: PersonId) -> bool {
        matches!(self, Self::Holder { person: Some(own), .. } if *own == id)
    }
}
