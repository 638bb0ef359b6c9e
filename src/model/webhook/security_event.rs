//! Security events (RFC 9967): what an event of ours is called in a SET, and what it carries there.

use crate::event::EventKind;

/// The events of RFC 9967 that are sent, as `ServiceProviderConfig` tells them (RFC 9967 4).
const CREATED: &str = "urn:ietf:params:scim:event:prov:create:notice";
const PATCHED: &str = "urn:ietf:params:scim:event:prov:patch:notice";
const PUT: &str = "urn:ietf:params:scim:event:prov:put:notice";
const DELETED: &str = "urn:ietf:params:scim:event:prov:delete";
const ACTIVATED: &str = "urn:ietf:params:scim:event:prov:activate";
const DEACTIVATED: &str = "urn:ietf:params:scim:event:prov:deactivate";
/// What RFC 9967 has no word for is called by our own type behind this: the registry's
/// `urn:ietf:params:scim:event:` is not ours to extend (RFC 9967 7.3).
const OWN: &str = "urn:muster:event:";
/// What a test of an endpoint is called.
pub const TEST_EVENT: &str = "urn:muster:event:endpoint.test";

/// What an event of ours means as a security event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityEvent {
    /// A resource exists (RFC 9967 2.4.1).
    Created,
    /// Attributes of a resource changed (RFC 9967 2.4.2, or 2.4.3 where a PUT changed them).
    Changed,
    /// The account reads active, from now on or again (RFC 9967 2.4.5).
    Activated,
    /// The account lost its access (RFC 9967 2.4.6).
    Deactivated,
    /// A resource is gone (RFC 9967 2.4.4); no `feed:remove` goes with it.
    Deleted,
    /// RFC 9967 has no word for it.
    Own,
}

impl SecurityEvent {
    /// The one table: what each type means. `None` is what concerns no SCIM resource, so that no
    /// SET could name its subject (RFC 9967 2.1).
    ///
    /// Every endpoint hears of all resources of its account. So none ever joins or leaves a feed,
    /// and there is no `feed:add` and no `feed:remove` (RFC 9967 2.3).
    pub fn of(kind: EventKind) -> Option<Self> {
        Some(match kind {
            EventKind::UserCreated | EventKind::GroupCreated => Self::Created,
            EventKind::UserUpdated
            // Roles and scopes are attributes of the User's extension.
            | EventKind::UserAccessChanged
            | EventKind::GroupUpdated
            | EventKind::GroupMembersChanged => Self::Changed,
            // `active` turns true with an invitation (decision 22 of the house).
            EventKind::UserInvited | EventKind::UserReactivated | EventKind::UserActivated => {
                Self::Activated
            }
            EventKind::UserDeactivated => Self::Deactivated,
            EventKind::UserDeleted | EventKind::GroupDeleted => Self::Deleted,
            EventKind::UserInvitationResent
            | EventKind::UserInvitationExpired
            | EventKind::UserInvitationRevoked
            | EventKind::UserEmailChangeRequested
            | EventKind::UserEmailChangeCancelled
            | EventKind::UserEmailChanged
            | EventKind::OwnerProtected => Self::Own,
            EventKind::ConnectionMassRemoval
            | EventKind::ConnectionTokenExpiring
            | EventKind::EndpointDisabled => return None,
        })
    }

    /// The URI under `events`; a change by PUT has another than any other change.
    pub fn uri(self, kind: EventKind, by_put: bool) -> String {
        match self {
            Self::Created => CREATED.to_owned(),
            Self::Changed if by_put => PUT.to_owned(),
            Self::Changed => PATCHED.to_owned(),
            Self::Activated => ACTIVATED.to_owned(),
            Self::Deactivated => DEACTIVATED.to_owned(),
            Self::Deleted => DELETED.to_owned(),
            Self::Own => format!("{OWN}{}", kind.as_str()),
        }
    }
}

/// Every URI that an endpoint may see (RFC 9967 4): the standard ones, then our own, that of a test
/// among them.
pub fn security_event_uris() -> Vec<String> {
    let standard = [CREATED, PATCHED, PUT, DELETED, ACTIVATED, DEACTIVATED];
    let own = EventKind::ALL
        .iter()
        .filter(|kind| SecurityEvent::of(**kind) == Some(SecurityEvent::Own))
        .filter(|kind| !NOT_TOLD_YET.contains(kind))
        .map(|kind| SecurityEvent::Own.uri(*kind, false));
    let test = std::iter::once(TEST_EVENT.to_owned());
    let standard = standard.map(str::to_owned).into_iter();
    standard.chain(own).chain(test).collect()
}

/// Types that subscribers may name already and that nothing causes.
const NOT_TOLD_YET: [EventKind; 2] = [
    EventKind::UserInvitationExpired,
    EventKind::UserInvitationRevoked,
];

#[cfg(test)]
mod tests {
    use super::{SecurityEvent, security_event_uris};
    use crate::event::EventKind;

    /// `type` to URI, for all types; a change once more as a PUT makes it.
    #[test]
    fn every_type_has_one_meaning() {
        let line = |kind: &EventKind| {
            let uri = SecurityEvent::of(*kind).map(|event| event.uri(*kind, false));
            format!("{} {}", kind.as_str(), uri.unwrap_or("-".to_owned()))
        };
        let lines: Vec<String> = EventKind::ALL.iter().map(line).collect();
        let shown = lines.join("\n").replace("urn:ietf:params:scim:event:", "");
        let expected = "user.created prov:create:notice
user.updated prov:patch:notice
user.access_changed prov:patch:notice
user.email_change_cancelled urn:muster:event:user.email_change_cancelled
user.email_change_requested urn:muster:event:user.email_change_requested
user.email_changed urn:muster:event:user.email_changed
user.invited prov:activate
user.invitation_resent urn:muster:event:user.invitation_resent
user.invitation_expired urn:muster:event:user.invitation_expired
user.invitation_revoked urn:muster:event:user.invitation_revoked
user.activated prov:activate
user.deactivated prov:deactivate
user.reactivated prov:activate
user.deleted prov:delete
group.created prov:create:notice
group.updated prov:patch:notice
group.members_changed prov:patch:notice
group.deleted prov:delete
connection.mass_removal -
connection.token_expiring -
endpoint.disabled -
owner.protected urn:muster:event:owner.protected";
        assert_eq!(shown, expected);
        let put = SecurityEvent::Changed.uri(EventKind::UserUpdated, true);
        assert_eq!(put, "urn:ietf:params:scim:event:prov:put:notice");
    }

    #[test]
    fn no_event_of_a_feed_and_no_answer_of_a_request_is_advertised() {
        let uris = security_event_uris();
        assert!(uris.iter().all(|uri| !uri.contains(":feed:")));
        assert!(uris.iter().all(|uri| !uri.contains(":misc:")));
        assert_eq!(uris.len(), 12);
    }
}
