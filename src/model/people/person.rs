//! The person: a contact card, and what access it has.

use super::{Address, EmailChange, Former, Invitation, Link, Profile, Status};
use crate::access::{Access, Grant, Source};
use crate::actor::Actor;
use crate::change::Aggregate;
use crate::clock::Timestamp;
use crate::event::SubjectKind;
use crate::ids::{AccountId, ConnectionId, IdentityId, PersonId};

/// One person of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The id everywhere: SCIM, API, events.
    pub id: PersonId,
    /// Whose person it is.
    pub account: AccountId,
    /// What directories say.
    pub profile: Profile,
    /// The address of the sign-in; unique within the account.
    pub sign_in: Option<Address>,
    /// The sign-in user name, predefined by a directory or chosen at activation.
    pub username: Option<String>,
    /// The credentials, once the person has joined.
    pub identity: Option<IdentityId>,
    /// Where the person stands.
    pub status: Status,
    /// Who took the access away, while it is away.
    pub ended_by: Option<Actor>,
    /// Whether this is an owner of the account.
    pub owner: bool,
    /// The current invitation.
    pub invitation: Option<Invitation>,
    /// The change of address that waits for its new mailbox.
    pub email_change: Option<EmailChange>,
    /// The connections that know the person.
    pub links: Vec<Link>,
    /// The connections that have let go, as long as something in the profile may be their word.
    pub former: Vec<Former>,
    /// What was granted outright: by hand, by a directory's attribute.
    pub grants: Vec<Grant>,
    /// What follows from grants and rules together.
    pub access: Access,
    /// The deleted person whom this one follows.
    pub follows: Option<PersonId>,
    /// When the invitation was accepted.
    pub activated_at: Option<Timestamp>,
    /// The last sign-in.
    pub last_login: Option<Timestamp>,
    /// Since when the person is known.
    pub created_at: Timestamp,
    /// The last change that a reader sees.
    pub updated_at: Timestamp,
    /// Since when the person is gone.
    pub deleted_at: Option<Timestamp>,
    /// The version of the representation: the `ETag`.
    pub version: i64,
    /// The number of the last event.
    pub sequence: i64,
}

impl Person {
    /// The link of this connection.
    pub fn link(&self, connection: ConnectionId) -> Option<&Link> {
        self.links.iter().find(|link| link.connection == connection)
    }

    /// Whether they have access and nothing that they could see.
    pub fn sees_nothing(&self) -> bool {
        self.status.reads_active() && self.access.is_nothing()
    }

    /// The address that the person signs in with, or would be invited to.
    pub fn reach_address(&self) -> Option<Address> {
        let held = self.sign_in.clone();
        held.or_else(|| self.profile.sign_in_address())
    }

    /// The grants that no directory made. What a directory gives is read in the profile, as it was
    /// written, and in the access: a row of its own beside another's changes neither.
    fn given_by_people(&self) -> impl Iterator<Item = &Grant> {
        let by_people = |grant: &&Grant| !matches!(grant.source, Source::Scim { .. });
        self.grants.iter().filter(by_people)
    }

    /// What `active` reads to this connection: its own word where it gave one that was overruled
    /// by another directory, else the status.
    pub fn reads_active(&self, connection: Option<ConnectionId>) -> bool {
        let said = connection
            .and_then(|connection| self.link(connection))
            .is_none_or(|link| link.active);
        self.status.reads_active() && said
    }
}

impl Aggregate for Person {
    type Delta = ();
    const KIND: SubjectKind = SubjectKind::User;

    fn looks_like(&self, other: &Self) -> bool {
        self.profile == other.profile
            && self.sign_in == other.sign_in
            && self.username == other.username
            && self.status == other.status
            && self.links == other.links
            && self.invitation == other.invitation
            && self.email_change == other.email_change
            && self.access.looks_like(&other.access)
            && self.given_by_people().eq(other.given_by_people())
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    fn is_empty((): &()) -> bool {
        true
    }

    fn touch(&mut self, at: Timestamp) {
        self.version += 1;
        self.updated_at = at;
    }

    fn sequence(&mut self) -> &mut i64 {
        &mut self.sequence
    }
}
