//! How the admin API shows people.

use crate::admin::access::NamesShown;
use crate::admin::view::Moment;
use crate::render::Tagged;
use muster_app::access::workspaces_of;
use muster_model::clock::Timestamp;
use muster_model::people::{Address, HeldReason, Invitation, InvitationState, Link, Person};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

/// A person as lists show them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct PersonShown {
    /// The id everywhere: SCIM, webhooks, decisions.
    pub(in crate::admin) id: Uuid,
    /// Where the person stands: `no_access`, `invited`, `active`, `deactivated` or `deleted`.
    status: &'static str,
    /// The directory's name for the person.
    user_name: String,
    /// What lists call the person.
    display_name: String,
    /// The address of the sign-in.
    #[schema(required)]
    sign_in_address: Option<String>,
    /// The user name of the sign-in.
    #[schema(required)]
    username: Option<String>,
    /// Whether this is an owner of the account.
    owner: bool,
    /// Whether they have access and neither a role nor a workspace nor a part of the fleet.
    sees_nothing: bool,
    /// The name of the role.
    #[schema(required)]
    role: Option<String>,
    /// The workspaces, by name, or `all`.
    #[schema(value_type = NamesShown)]
    workspaces: Value,
    /// Where the invitation stands: `held`, `sent`, `expired`, `revoked` or `accepted`.
    #[schema(required)]
    invitation_state: Option<&'static str>,
    /// Why the invitation is held, as long as it is.
    #[schema(required)]
    invitation_held: Option<HeldShown>,
    /// The new address that waits to be confirmed.
    #[schema(required)]
    pending_address: Option<String>,
    /// The connections that know the person.
    connections: Vec<LinkShown>,
    /// Rises with every change that is seen; also the `ETag`.
    version: i64,
    /// Since when the person is known.
    created_at: Moment,
    /// The last change that is seen.
    updated_at: Moment,
    /// When the invitation was accepted.
    #[schema(required)]
    activated_at: Option<Moment>,
    /// The last sign-in.
    #[schema(required)]
    last_login: Option<Moment>,
}

/// Why an invitation is held: `no_address`, as no mail could reach the person; `address_taken`, as
/// somebody else of the account signs in with the address, and it is sent once that is free;
/// `by_hand`, until an administrator sends it.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::admin) enum HeldShown {
    NoAddress,
    AddressTaken,
    ByHand,
}

/// A connection that knows the person.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct LinkShown {
    /// The connection.
    connection_id: Uuid,
    /// Its id for the person.
    #[schema(required)]
    external_id: Option<String>,
    /// What it said of `active` last.
    active: bool,
}

/// A person with all that directories said of them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(in crate::admin) struct PersonWhole {
    #[serde(flatten)]
    person: PersonShown,
    /// Every other attribute under its SCIM name; those of an extension under its URN.
    #[schema(value_type = Object)]
    attributes: Map<String, Value>,
}

impl PersonShown {
    /// Shows a person as they are at this time.
    pub(in crate::admin) fn of(person: &Person, now: Timestamp) -> Self {
        let invitation = person.invitation.as_ref();
        let change = person.email_change.as_ref();
        let role = person.access.role.as_ref();
        Self {
            id: person.id.0,
            status: person.status.as_str(),
            user_name: person.profile.user_name.as_str().to_owned(),
            display_name: person.profile.shown_name(),
            sign_in_address: person.sign_in.as_ref().map(address),
            username: person.username.clone(),
            owner: person.owner,
            sees_nothing: person.sees_nothing(),
            role: role.map(|role| role.name.clone()),
            workspaces: workspaces_of(&person.access),
            invitation_state: invitation.map(|invitation| invitation.state_at(now)),
            invitation_held: invitation.and_then(HeldShown::of),
            pending_address: change.map(|change| address(&change.new)),
            connections: person.links.iter().map(LinkShown::of).collect(),
            version: person.version,
            created_at: person.created_at.into(),
            updated_at: person.updated_at.into(),
            activated_at: person.activated_at.map(Moment::from),
            last_login: person.last_login.map(Moment::from),
        }
    }
}

impl PersonShown {
    /// The same with the version that it has.
    pub(in crate::admin) fn tagged(person: &Person, now: Timestamp) -> Tagged<Self> {
        Tagged(person.version, Self::of(person, now))
    }
}

impl PersonWhole {
    /// Shows a person whole.
    pub(in crate::admin) fn of(person: &Person, now: Timestamp) -> Self {
        Self {
            person: PersonShown::of(person, now),
            attributes: person.profile.attributes.clone(),
        }
    }
}

impl HeldShown {
    fn of(invitation: &Invitation) -> Option<Self> {
        let is_held = invitation.state == InvitationState::Held;
        invitation.held.filter(|_| is_held).map(|why| match why {
            HeldReason::NoAddress => Self::NoAddress,
            HeldReason::AddressTaken => Self::AddressTaken,
            HeldReason::ByHand => Self::ByHand,
        })
    }
}

impl LinkShown {
    fn of(link: &Link) -> Self {
        Self {
            connection_id: link.connection.0,
            external_id: link.external_id.clone(),
            active: link.active,
        }
    }
}

fn address(address: &Address) -> String {
    address.as_str().to_owned()
}
