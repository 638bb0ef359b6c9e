//! Finding a group on behalf of a connection.

use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use crate::provision::length;
use muster_model::group::Group;
use muster_model::ids::GroupId;
use muster_scim::error::Error as ScimError;
use muster_store::{Lane, Tx};
use serde_json::{Map, Value, json};

/// The locked group that this connection pushes; anybody else's is not found.
pub(super) async fn own(tx: &mut Tx, caller: &Caller, id: &str) -> Result<Group, ProvisionError> {
    let id: GroupId = id.parse().map_err(|_| not_found())?;
    let group = tx
        .groups()
        .visible(caller.account(), caller.id(), id)
        .await?;
    group.ok_or_else(|| not_found().into())
}

/// The lane of a group: this connection's, whether or not it pushes such a group.
pub(super) fn lane(caller: &Caller, id: &str) -> Option<Lane> {
    let id = id.parse().ok()?;
    Some(Lane::Group(caller.id(), id))
}

/// What a Group says of itself, without its members.
pub(super) struct Header {
    /// The name.
    pub(super) display_name: String,
    /// The connection's own key.
    pub(super) external_id: Option<String>,
    /// What the account's own extensions hold, under their URNs.
    pub(super) attributes: Map<String, Value>,
}

/// The Group as its directory may change it: without members and without what Muster says itself.
pub(super) fn document(group: &Group) -> Value {
    let mut document = group.attributes.clone();
    document.insert("displayName".to_owned(), json!(group.display_name));
    if let Some(external_id) = &group.external_id {
        document.insert("externalId".to_owned(), json!(external_id));
    }
    Value::Object(document)
}

/// What a document that the schema has checked says of the group itself, which may be there
/// already.
pub(super) fn header(document: &Value, held: Option<&Group>) -> Result<Header, ScimError> {
    let text = |name: &str| {
        document
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let display_name = text("displayName").filter(|name| !name.trim().is_empty());
    let display_name =
        display_name.ok_or_else(|| ScimError::invalid_value("displayName is required"))?;
    let external_id = text("externalId").filter(|id| !id.is_empty());
    let held_name = held.map(|group| group.display_name.as_str());
    length::check("displayName", &display_name, held_name)?;
    if let Some(external_id) = &external_id {
        let held = held.and_then(|group| group.external_id.as_deref());
        length::check("externalId", external_id, held)?;
    }
    let all = document.as_object().into_iter().flatten();
    let custom = all.filter(|(name, _)| name.starts_with("urn:"));
    Ok(Header {
        display_name,
        external_id,
        attributes: custom
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    })
}
