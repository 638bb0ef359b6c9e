//! Rows as roles, workspaces, fleet groups, record sets, rules and directories.

use crate::entity::{fleet_group, record_set, role, rule, workspace};
use crate::error::StoreError;
use muster_model::access::{
    Directory, FleetGroup, Ownership, RecordSet, Role, Rule, Visibility, Workspace,
};
use muster_model::ids::{
    AccountId, ConnectionId, FleetGroupId, PersonId, RecordSetId, RoleId, RuleId, WorkspaceId,
};
use muster_model::people::fold;
use sea_orm::{FromQueryResult, QueryResult};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) fn role(row: &QueryResult) -> Result<Role, StoreError> {
    let row = role::Model::from_query_result(row, "")?;
    Ok(Role {
        id: RoleId(row.id),
        slug: row.slug,
        name: row.name,
        priority: row.priority,
        built_in: row.built_in,
        permissions: serde_json::from_str(&row.permissions)?,
        visibility: Visibility::parse(&row.visibility)
            .ok_or_else(|| StoreError::bug("a role has no visibility"))?,
        records: match row.records {
            Some(text) => serde_json::from_str(&text)?,
            None => BTreeMap::new(),
        },
    })
}

/// The id of a role that is the default one.
pub(super) fn default_role(row: &QueryResult) -> Result<Option<Uuid>, StoreError> {
    let is_default: bool = row.try_get("", "is_default")?;
    let id: Uuid = row.try_get("", "id")?;
    Ok(is_default.then_some(id))
}

pub(super) fn role_row(account: AccountId, role: &Role) -> Result<role::Model, StoreError> {
    Ok(role::Model {
        id: role.id.0,
        account_id: account.0,
        slug: role.slug.clone(),
        name: role.name.clone(),
        name_key: fold(&role.name),
        priority: role.priority,
        privileged: role.is_privileged(),
        built_in: role.built_in,
        is_default: false,
        permissions: serde_json::to_string(&role.permissions)?,
        visibility: role.visibility.as_str().to_owned(),
        records: (!role.records.is_empty())
            .then(|| serde_json::to_string(&role.records))
            .transpose()?,
    })
}

pub(super) fn workspace(row: &QueryResult) -> Result<Workspace, StoreError> {
    let row = workspace::Model::from_query_result(row, "")?;
    Ok(Workspace {
        id: WorkspaceId(row.id),
        name: row.name,
    })
}

pub(super) fn fleet_group(row: &QueryResult) -> Result<FleetGroup, StoreError> {
    let row = fleet_group::Model::from_query_result(row, "")?;
    Ok(FleetGroup {
        id: FleetGroupId(row.id),
        parent: row.parent_id.map(FleetGroupId),
        name: row.name,
    })
}

pub(super) fn record_set(row: &QueryResult) -> Result<RecordSet, StoreError> {
    let row = record_set::Model::from_query_result(row, "")?;
    Ok(RecordSet {
        id: RecordSetId(row.id),
        name: row.name,
        of: row.of_person.map(PersonId),
        types: serde_json::from_str(&row.types)?,
    })
}

pub(super) fn record_set_row(
    account: AccountId,
    set: &RecordSet,
) -> Result<record_set::Model, StoreError> {
    Ok(record_set::Model {
        id: set.id.0,
        account_id: account.0,
        name: set.name.clone(),
        name_key: fold(&set.name),
        of_person: set.of.map(|person| person.0),
        types: serde_json::to_string(&set.types)?,
    })
}

pub(super) fn rule(row: &QueryResult) -> Result<Rule, StoreError> {
    let row = rule::Model::from_query_result(row, "")?;
    Ok(Rule {
        id: RuleId(row.id),
        name: row.name,
        connection: row.connection_id.map(ConnectionId),
        condition: row.condition,
        effects: serde_json::from_str(&row.effects)?,
        priority: row.priority,
        enabled: row.enabled,
    })
}

/// What was laid down about a connection's parts.
pub(crate) fn ownership(text: Option<String>) -> Result<Ownership, StoreError> {
    let read = text.map(|text| serde_json::from_str(&text)).transpose();
    Ok(read?.unwrap_or_default())
}

pub(super) fn directory(row: &QueryResult) -> Result<Directory, StoreError> {
    Ok(Directory {
        id: ConnectionId(row.try_get("", "id")?),
        name: row.try_get("", "name")?,
        privileged: row.try_get("", "privileged")?,
        ownership: ownership(row.try_get("", "ownership")?)?,
        projects: row.try_get("", "projection")?,
    })
}
