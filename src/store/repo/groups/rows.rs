//! A group as a row, and a row as a group.

use crate::entity::directory_group;
use muster_model::access::Projected;
use muster_model::clock::Timestamp;
use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, GroupId};
use muster_model::people::fold;
use serde_json::Value;

/// The row of a group.
pub(super) fn row(group: &Group) -> directory_group::Model {
    directory_group::Model {
        id: group.id.0,
        account_id: group.account.0,
        connection_id: group.connection.0,
        display_name: group.display_name.clone(),
        name_key: fold(&group.display_name),
        external_id: group.external_id.clone(),
        version: group.version,
        sequence: group.sequence,
        created_at: group.created_at.0,
        updated_at: group.updated_at.0,
        deleted_at: group.deleted_at.map(|at| at.0),
        profile: Value::Object(group.attributes.clone()).to_string(),
        indexed_version: Some(group.version),
        kind: group
            .projects
            .map_or("directory", Projected::kind)
            .to_owned(),
        target: group.projects.map(Projected::target),
    }
}

/// The group of a row.
pub(super) fn group(row: directory_group::Model) -> Group {
    Group {
        id: GroupId(row.id),
        account: AccountId(row.account_id),
        connection: ConnectionId(row.connection_id),
        display_name: row.display_name,
        external_id: row.external_id,
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        deleted_at: row.deleted_at.map(Timestamp),
        version: row.version,
        sequence: row.sequence,
        // It is never anything but the JSON that was written above.
        attributes: serde_json::from_str(&row.profile).unwrap_or_default(),
        projects: Projected::of(&row.kind, row.target),
    }
}
