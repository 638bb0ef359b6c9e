//! Finding a group on behalf of a connection.

use crate::provision::Caller;
use crate::provision::error::{ProvisionError, not_found};
use muster_model::group::Group;
use muster_model::ids::GroupId;
use muster_scim::error::Error as ScimError;
use muster_store::Tx;
use serde_json::Value;

/// The locked group that this connection pushes; anybody else's is not found.
pub(super) async fn own(tx: &mut Tx, caller: &Caller, id: &str) -> Result<Group, ProvisionError> {
    let id: GroupId = id.parse().map_err(|_| not_found())?;
    let group = tx
        .groups()
        .visible(caller.account(), caller.id(), id)
        .await?;
    group.ok_or_else(|| not_found().into())
}

/// The name and the connection's own key that a document holds.
pub(super) fn header(document: &Value) -> Result<(String, Option<String>), ScimError> {
    let text = |name: &str| {
        document
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let display_name = text("displayName").filter(|name| !name.trim().is_empty());
    let display_name =
        display_name.ok_or_else(|| ScimError::invalid_value("displayName is required"))?;
    Ok((display_name, text("externalId").filter(|id| !id.is_empty())))
}
