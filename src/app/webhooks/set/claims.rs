//! What a SET says.

use muster_model::clock::Timestamp;
use muster_model::event::{EventKind, SubjectKind};
use muster_model::ids::{EndpointId, EventId};
use muster_model::webhook::{SecurityEvent, TEST_EVENT};
use muster_store::Claimed;
use serde_json::{Map, Value, json};

/// Who says it, and to whom.
pub(super) struct Parties<'a> {
    pub(super) issuer: &'a str,
    pub(super) audience: &'a str,
}

/// The claims of one event for one endpoint (RFC 8417 2.2, RFC 9967 2); nothing when the event is
/// about no SCIM resource. They name what changed and never a value of it: the form is `notice`.
pub(super) fn claims(claimed: &Claimed, parties: &Parties<'_>) -> Option<Value> {
    let message: Value = serde_json::from_str(&claimed.payload).ok()?;
    let data = message.get("data")?;
    let kind = EventKind::parse(message.get("type")?.as_str()?)?;
    let event = SecurityEvent::of(kind)?;
    let (path, subject) = subject(data)?;
    let mut events = Map::new();
    events.insert(
        event.uri(kind, claimed.by_put),
        payload(event, data, subject),
    );
    let at = claimed.occurred_at.unix_seconds();
    Some(json!({
        "iss": parties.issuer,
        // The time of the change, so that a SET that is sent again is the same SET.
        "iat": at,
        "toe": at,
        "jti": jti(claimed.event, claimed.endpoint),
        "aud": parties.audience,
        // RFC 9967 2.2: the same for all SETs of one transaction, at every recipient.
        "txn": data.get("txn")?,
        // RFC 9967 2.1: no `sub`, at the top, and with a relative path.
        "sub_id": sub_id(path, subject)?,
        "events": events,
        // Our own, so that it has a name that nobody else gives (RFC 7519 4.2): a removal may
        // overtake what waits for another try, and who knows the number drops what is older.
        "urn:muster:sequence": data.get("sequence")?,
    }))
}

/// The claims of a test: its subject is the endpoint, which is no SCIM resource, so the identifier is
/// an opaque one (RFC 9493 3.2.4).
pub(super) fn test_claims(
    parties: &Parties<'_>,
    endpoint: EndpointId,
    (event, at): (EventId, Timestamp),
) -> Value {
    json!({
        "iss": parties.issuer,
        "iat": at.unix_seconds(),
        "jti": jti(event, endpoint),
        "aud": parties.audience,
        "sub_id": {"format": "opaque", "id": endpoint},
        "events": {TEST_EVENT: {}},
    })
}

/// One event for one endpoint: another at every endpoint, and the same at every attempt.
fn jti(event: EventId, endpoint: EndpointId) -> String {
    format!("{event}.{endpoint}")
}

fn subject(data: &Value) -> Option<(&'static str, &Value)> {
    let user = data.get(SubjectKind::User.as_str());
    let group = data.get(SubjectKind::Group.as_str());
    user.map(|user| ("Users", user))
        .or_else(|| group.map(|group| ("Groups", group)))
}

/// RFC 9967 2.1: the path below the base URL, the ids, and what else names one User.
fn sub_id(path: &str, subject: &Value) -> Option<Value> {
    let id = subject.get("id")?.as_str()?;
    let mut sub_id = Map::new();
    sub_id.insert("format".to_owned(), json!("scim"));
    sub_id.insert("uri".to_owned(), json!(format!("/{path}/{id}")));
    for name in ["id", "externalId", "userName"] {
        if let Some(value) = subject.get(name) {
            sub_id.insert(name.to_owned(), value.clone());
        }
    }
    Some(Value::Object(sub_id))
}

/// RFC 9967 2.2: `attributes` where the event is a notice, and then never `data`. The events that
/// have no payload attributes have none (RFC 9967 2.4.4 to 2.4.6).
fn payload(event: SecurityEvent, data: &Value, subject: &Value) -> Value {
    let version = subject.pointer("/meta/version");
    let (attributes, version) = match event {
        SecurityEvent::Created => (Some(json!(names(subject))), version),
        SecurityEvent::Changed => (data.get("changed").cloned(), version),
        SecurityEvent::Own => (None, version),
        SecurityEvent::Activated | SecurityEvent::Deactivated | SecurityEvent::Deleted => {
            (None, None)
        }
    };
    let mut payload = Map::new();
    for (name, value) in [("attributes", attributes), ("version", version.cloned())] {
        if let Some(value) = value {
            payload.insert(name.to_owned(), value);
        }
    }
    Value::Object(payload)
}

/// The attributes that a new resource has, as paths (RFC 7644 3.5.2): those of an extension one by
/// one behind its URN.
fn names(subject: &Value) -> Vec<String> {
    let own = |name: &&String| !matches!(name.as_str(), "schemas" | "meta");
    let attributes = subject.as_object().into_iter().flatten();
    let mut names = Vec::new();
    for (name, value) in attributes.filter(|(name, _)| own(name)) {
        match value {
            Value::Object(extension) if name.starts_with("urn:") => {
                names.extend(extension.keys().map(|inner| format!("{name}:{inner}")));
            }
            _ => names.push(name.clone()),
        }
    }
    names
}
