//! What happened, in the words that subscribers know.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What kind of thing an event is about; the key of its body under `data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A person: `data.user`.
    User,
    /// A directory group: `data.group`.
    Group,
    /// A connection: `data.connection`.
    Connection,
    /// A webhook endpoint: `data.endpoint`.
    Endpoint,
}

impl SubjectKind {
    /// The key under `data`, which is also what the database stores.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Connection => "connection",
            Self::Endpoint => "endpoint",
        }
    }
}

macro_rules! event_kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $rank:literal;)*) => {
        /// The type of an event, one for each sentence a subscriber may want to hear.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventKind {
            $($(#[$doc])* $name,)*
        }

        impl EventKind {
            /// Every type there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The `type` of the message.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The type of this name.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }

            /// Its place among the events of one commit: created, updated, access, address,
            /// then invited or deactivated.
            pub fn rank(self) -> u8 {
                match self { $(Self::$name => $rank,)* }
            }
        }
    };
}

event_kinds! {
    /// A person exists.
    UserCreated = "user.created", 0;
    /// The profile of a person changed.
    UserUpdated = "user.updated", 1;
    /// What a person may do or see changed.
    UserAccessChanged = "user.access_changed", 2;
    /// A pending change of address came to nothing.
    UserEmailChangeCancelled = "user.email_change_cancelled", 3;
    /// A new address waits for its holder's word.
    UserEmailChangeRequested = "user.email_change_requested", 4;
    /// The sign-in address is another one.
    UserEmailChanged = "user.email_changed", 5;
    /// A person was given access and an invitation.
    UserInvited = "user.invited", 6;
    /// An invitation went out again.
    UserInvitationResent = "user.invitation_resent", 7;
    /// An invitation ran out.
    UserInvitationExpired = "user.invitation_expired", 7;
    /// An invitation was taken back.
    UserInvitationRevoked = "user.invitation_revoked", 7;
    /// A person accepted the invitation.
    UserActivated = "user.activated", 8;
    /// A person lost access, for now.
    UserDeactivated = "user.deactivated", 9;
    /// A person has access again.
    UserReactivated = "user.reactivated", 6;
    /// A person is gone.
    UserDeleted = "user.deleted", 10;
    /// A directory group exists.
    GroupCreated = "group.created", 0;
    /// The name or another attribute of a group changed.
    GroupUpdated = "group.updated", 1;
    /// People joined or left a group.
    GroupMembersChanged = "group.members_changed", 2;
    /// A directory group is gone.
    GroupDeleted = "group.deleted", 10;
    /// Many people were removed at once by one connection.
    ConnectionMassRemoval = "connection.mass_removal", 0;
    /// A token of a connection ends soon.
    ConnectionTokenExpiring = "connection.token_expiring", 0;
    /// An endpoint failed for so long that it gets nothing any more.
    EndpointDisabled = "endpoint.disabled", 0;
    /// A directory tried to touch the last owner; that part was left out.
    OwnerProtected = "owner.protected", 11;
}

impl EventKind {
    /// Whether it tells of changed attributes, so that two within one commit are one.
    pub(crate) fn is_update(self) -> bool {
        matches!(self, Self::UserUpdated | Self::GroupUpdated)
    }

    /// Whether it takes access away, and so may overtake a failing predecessor (decision 15 of
    /// the house: a removal is never held up by a bad neighbour).
    pub fn is_removal(self) -> bool {
        matches!(self, Self::UserDeactivated | Self::UserDeleted)
    }
}

/// One thing that happened to one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Its number among the events of its subject; it only rises.
    pub sequence: i64,
    /// The SCIM paths that changed.
    pub changed: Vec<String>,
    /// The old values of `changed`.
    pub previous: Map<String, Value>,
    /// What else stands under `data`, such as `members`.
    pub extra: Map<String, Value>,
}

impl Event {
    /// An event that says no more than its type and its subject.
    pub fn plain(kind: EventKind) -> Self {
        Self {
            kind,
            sequence: 0,
            changed: Vec::new(),
            previous: Map::new(),
            extra: Map::new(),
        }
    }

    /// An event that names what changed, and from what.
    pub fn changed(kind: EventKind, previous: Map<String, Value>) -> Self {
        Self {
            changed: previous.keys().cloned().collect(),
            previous,
            ..Self::plain(kind)
        }
    }

    /// Takes in what another event of the type says; the oldest of the old values stands.
    pub(crate) fn merge(&mut self, other: Self) {
        for (path, old) in other.previous {
            self.previous.entry(path).or_insert(old);
        }
        self.changed = self.previous.keys().cloned().collect();
    }

    /// The same event with one more thing under `data`.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.extra.insert(key.to_owned(), value);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::EventKind;

    #[test]
    fn every_type_is_found_by_its_name() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.as_str()), Some(*kind));
        }
        assert_eq!(EventKind::parse("user.gone"), None);
    }

    #[test]
    fn only_removals_overtake() {
        let fast: Vec<&str> = EventKind::ALL
            .iter()
            .filter(|kind| kind.is_removal())
            .map(|kind| kind.as_str())
            .collect();
        assert_eq!(fast, ["user.deactivated", "user.deleted"]);
    }
}
