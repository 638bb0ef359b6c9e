//! Identifiers: one type per thing, so that a group's id is never taken for a person's.
//!
//! Every id is a `UUIDv7` made by the [`Ids`] that the caller carries; nothing here makes one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A source of new identifiers, an argument wherever something is made.
pub trait Ids: Send + Sync {
    /// The next identifier: unique, and later ones sort after earlier ones.
    fn next(&self) -> Uuid;
}

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has the form 01900000-0000-7000-8000-000000000000")]
pub struct NotAnId;

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

id_type!(
    /// The id of an account: a tenant.
    AccountId
);
id_type!(
    /// The id of a person, which is the SCIM `id` of the User everywhere.
    PersonId
);
id_type!(
    /// The id of a directory group, which is the SCIM `id` of the Group.
    GroupId
);
id_type!(
    /// The id of a connection: one identity provider or HR feed of an account.
    ConnectionId
);
id_type!(
    /// The id of one bearer token, of a connection or of the admin API.
    TokenId
);
id_type!(
    /// The id of a program that asks for access tokens: its `client_id`.
    OAuthClientId
);
id_type!(
    /// The id of an invitation; its link is derived from it and from its version.
    InvitationId
);
id_type!(
    /// The id of a pending change of the sign-in address.
    EmailChangeId
);
id_type!(
    /// The id of an identity: the credentials behind one sign-in address.
    IdentityId
);
id_type!(
    /// The id of a role.
    RoleId
);
id_type!(
    /// The id of a workspace.
    WorkspaceId
);
id_type!(
    /// The id of a fleet group.
    FleetGroupId
);
id_type!(
    /// The id of a record set.
    RecordSetId
);
id_type!(
    /// The id of an assignment of a person to a record.
    AssignmentId
);
id_type!(
    /// The id of a case group.
    CaseGroupId
);
id_type!(
    /// The id of one grant row.
    GrantId
);
id_type!(
    /// The id of a mapping rule.
    RuleId
);
id_type!(
    /// The id of a webhook endpoint.
    EndpointId
);
id_type!(
    /// The id of an event, which is the `webhook-id` of each of its deliveries.
    EventId
);
id_type!(
    /// The id of one event's way to one endpoint.
    DeliveryId
);
id_type!(
    /// The id of a mail that waits or was sent.
    MailId
);
