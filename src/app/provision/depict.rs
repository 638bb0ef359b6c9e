//! How a person and a group read in SCIM: the one bridge from the model to the protocol.

use crate::access::effective;
use muster_model::access::{Access, PersonOption, Projected, Scope, record_set_attribute};
use muster_model::clock::Timestamp;
use muster_model::group::Group;
use muster_model::ids::ConnectionId;
use muster_model::people::{Person, gives_access};
use muster_scim::etag;
use muster_scim::schema::{CORE_GROUP, CORE_USER, Kinds, MUSTER_GROUP, MUSTER_USER};
use muster_store::Membership;
use serde_json::{Map, Value, json};

/// Who reads: it decides which of several truths is shown.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The SCIM base URL, without a slash at its end.
    pub base_url: &'a str,
    /// Whose view it is.
    pub reader: Reader,
    /// The resource types of the account, which hide extensions that were taken away.
    pub kinds: Option<&'a Kinds>,
    /// The time, for invitations that have run out.
    pub now: Timestamp,
}

/// Whose view it is.
#[derive(Clone, Copy, Debug)]
pub enum Reader {
    /// A connection sees its own `externalId`, its own word on `active` and the access attributes
    /// as it wrote them.
    Connection(ConnectionId),
    /// Subscribers see what is in force.
    Subscribers {
        /// The connection whose change they hear of.
        acting: Option<ConnectionId>,
    },
}

impl Reader {
    fn connection(self) -> Option<ConnectionId> {
        match self {
            Self::Connection(connection) => Some(connection),
            Self::Subscribers { .. } => None,
        }
    }

    /// Subscribers see the key of the directory that acted, or else one of another.
    fn external_id(self, person: &Person) -> Option<&str> {
        let of = |connection| person.link(connection)?.external_id.as_deref();
        match self {
            Self::Connection(connection) => of(connection),
            Self::Subscribers { acting } => acting.and_then(of).or_else(|| {
                let mut links = person.links.iter();
                links.find_map(|link| link.external_id.as_deref())
            }),
        }
    }
}

/// The SCIM User of a person (RFC 7643 4.1), without `groups`.
pub fn user(person: &Person, view: &View<'_>) -> Value {
    let mut extensions = Map::new();
    let mut user = Map::new();
    user.insert("schemas".to_owned(), Value::Null);
    user.insert("id".to_owned(), json!(person.id));
    if let Some(external_id) = view.reader.external_id(person) {
        user.insert("externalId".to_owned(), json!(external_id));
    }
    user.insert(
        "userName".to_owned(),
        json!(person.profile.user_name.as_str()),
    );
    for (name, value) in &person.profile.attributes {
        let shown = |kinds: &Kinds| kinds.user().extension(name).is_some();
        let hidden = name.starts_with("urn:") && !view.kinds.is_none_or(shown);
        if name == MUSTER_USER || hidden {
            continue;
        }
        let target = if name.starts_with("urn:") {
            &mut extensions
        } else {
            &mut user
        };
        target.insert(name.clone(), value.clone());
    }
    user.insert(
        "active".to_owned(),
        json!(person.reads_active(view.reader.connection())),
    );
    extensions.insert(
        MUSTER_USER.to_owned(),
        Value::Object(extension(person, view)),
    );
    let urns = extensions.keys().map(String::as_str);
    let schemas: Vec<&str> = std::iter::once(CORE_USER).chain(urns).collect();
    user.insert("schemas".to_owned(), json!(schemas));
    user.append(&mut extensions);
    let location = format!("{}/Users/{}", view.base_url, person.id);
    let meta = meta(
        "User",
        person.created_at,
        person.updated_at,
        person.version,
        &location,
    );
    user.insert("meta".to_owned(), meta);
    Value::Object(user)
}

/// What a directory may change of a person: the User without what Muster says itself.
pub fn document(person: &Person, connection: ConnectionId) -> Value {
    let mut document = Map::new();
    if let Some(external_id) = Reader::Connection(connection).external_id(person) {
        document.insert("externalId".to_owned(), json!(external_id));
    }
    document.insert(
        "userName".to_owned(),
        json!(person.profile.user_name.as_str()),
    );
    document.extend(person.profile.attributes.clone());
    if let Some(username) = &person.username {
        let own = document
            .entry(MUSTER_USER.to_owned())
            .or_insert_with(|| json!({}));
        if let Some(own) = own.as_object_mut() {
            own.insert("username".to_owned(), json!(username));
        }
    }
    document.insert(
        "active".to_owned(),
        json!(person.reads_active(Some(connection))),
    );
    Value::Object(document)
}

/// The SCIM Group (RFC 7643 4.2), without `members`; of custom extensions those that the account
/// has now.
pub fn group(group: &Group, base_url: &str, kinds: Option<&Kinds>) -> Value {
    let mut body = Map::new();
    let custom = group.attributes.iter();
    let mut custom: Map<String, Value> = custom
        .filter(|(urn, _)| kinds.is_none_or(|kinds| kinds.group().extension(urn).is_some()))
        .map(|(urn, value)| (urn.clone(), value.clone()))
        .collect();
    if kinds.is_some_and(|kinds| kinds.group().extension(MUSTER_GROUP).is_some()) {
        let kind = group.projects.map_or("directory", Projected::kind);
        custom.insert(MUSTER_GROUP.to_owned(), json!({"kind": kind}));
    }
    let urns = custom.keys().map(String::as_str);
    let schemas: Vec<&str> = std::iter::once(CORE_GROUP).chain(urns).collect();
    body.insert("schemas".to_owned(), json!(schemas));
    body.insert("id".to_owned(), json!(group.id));
    if let Some(external_id) = &group.external_id {
        body.insert("externalId".to_owned(), json!(external_id));
    }
    body.insert("displayName".to_owned(), json!(group.display_name));
    body.append(&mut custom);
    let location = format!("{base_url}/Groups/{}", group.id);
    let meta = meta(
        "Group",
        group.created_at,
        group.updated_at,
        group.version,
        &location,
    );
    body.insert("meta".to_owned(), meta);
    Value::Object(body)
}

/// One entry of a User's `groups` (RFC 7643 4.1.2).
pub fn group_of_user(membership: &Membership, base_url: &str) -> Value {
    let id = membership.group;
    json!({
        "value": id,
        "$ref": format!("{base_url}/Groups/{id}"),
        "display": membership.name,
        "type": if membership.direct { "direct" } else { "indirect" },
    })
}

fn meta(
    kind: &str,
    created: Timestamp,
    modified: Timestamp,
    version: i64,
    location: &str,
) -> Value {
    json!({
        "resourceType": kind,
        "created": created.rfc3339(),
        "lastModified": modified.rfc3339(),
        "location": location,
        "version": etag::weak(version),
    })
}

fn extension(person: &Person, view: &View<'_>) -> Map<String, Value> {
    let mut extension = match view.reader {
        // A client that sends back what it read must not turn what is in force into its own word.
        Reader::Connection(_) => {
            let effective = Value::Object(effective(&person.access)).to_string();
            Map::from_iter([("effectiveAccess".to_owned(), json!(effective))])
        }
        Reader::Subscribers { .. } => in_force(&person.access),
    };
    if let Some(Value::Object(sent)) = person.profile.attributes.get(MUSTER_USER) {
        let as_written = |name: &str| view.reader.connection().is_some() || !gives_access(name);
        // What was said of an entity type that the account took away is hidden, not gone.
        let own = view
            .kinds
            .and_then(|kinds| kinds.user().extension(MUSTER_USER));
        let known = |name: &str| own.is_none_or(|own| own.attribute(name).is_some());
        let shown = sent
            .iter()
            .filter(|(name, _)| as_written(name) && known(name));
        extension.extend(shown.map(|(name, value)| (name.clone(), value.clone())));
    }
    if let Some(username) = &person.username {
        extension.insert("username".to_owned(), json!(username));
    }
    extension.insert("status".to_owned(), json!(person.status.as_str()));
    if let Some(invitation) = &person.invitation {
        let state = invitation.state_at(view.now);
        extension.insert("invitationState".to_owned(), json!(state));
        extension.insert(
            "invitationExpiresAt".to_owned(),
            json!(invitation.expires_at.rfc3339()),
        );
    }
    if let Some(change) = &person.email_change {
        let state = if view.now >= change.expires_at {
            "expired"
        } else {
            "pending"
        };
        extension.insert("emailChangeState".to_owned(), json!(state));
        extension.insert("pendingEmail".to_owned(), json!(change.new));
    }
    for (name, at) in [
        ("lastLogin", person.last_login),
        ("activatedAt", person.activated_at),
    ] {
        if let Some(at) = at {
            extension.insert(name.to_owned(), json!(at.rfc3339()));
        }
    }
    extension
}

fn in_force(access: &Access) -> Map<String, Value> {
    let mut shown = Map::new();
    if let Some(role) = &access.role {
        shown.insert("role".to_owned(), json!(role.name));
    }
    let workspaces = match &access.workspaces {
        Scope::All => Some("all".to_owned()),
        Scope::Some(_) => Some(access.workspaces.names().join("; ")),
        Scope::None => None,
    };
    if let Some(workspaces) = workspaces {
        shown.insert("workspaces".to_owned(), json!(workspaces));
    }
    let fleet = match &access.fleet {
        Scope::All => "entire",
        Scope::Some(_) => "groups",
        Scope::None => "none",
    };
    shown.insert("fleetAccess".to_owned(), json!(fleet));
    if let Scope::Some(_) = access.fleet {
        shown.insert(
            "fleetGroups".to_owned(),
            json!(access.fleet.names().join("; ")),
        );
    }
    if !access.visibility.is_all() {
        let visibility = access.visibility.as_str();
        shown.insert("recordVisibility".to_owned(), json!(visibility));
    }
    let options = access.options.iter().copied();
    shown.extend(options.map(|on| (PersonOption::attribute(on).to_owned(), json!(true))));
    // What the role takes away nobody gave: written back, its name would be that of no set.
    let records = access.records.iter();
    shown.extend(
        records.filter_map(|(entity, reach)| {
            Some((record_set_attribute(entity), json!(reach.given()?)))
        }),
    );
    shown
}
