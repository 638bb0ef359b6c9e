//! How things of the policy look in the audit trail.

use muster_model::access::{FleetGroup, Reaches, RecordSet, Role, Rule, Workspace};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn role(role: &Role) -> Value {
    let mut told = json!({
        "slug": role.slug,
        "name": role.name,
        "priority": role.priority,
        "permissions": role.permissions,
        "visibility": role.visibility,
    });
    if !role.records.is_empty()
        && let Some(told) = told.as_object_mut()
    {
        told.insert("records".to_owned(), reaching(&role.records));
    }
    told
}

fn reaching(types: &BTreeMap<String, Reaches>) -> Value {
    let types = types.iter().map(|(entity, reaches)| {
        let reaches = json!({"view": reaches.view.told(), "update": reaches.update.told()});
        (entity.clone(), reaches)
    });
    Value::Object(types.collect())
}

pub(super) fn workspace(workspace: &Workspace) -> Value {
    json!({"name": workspace.name})
}

pub(super) fn fleet_group(group: &FleetGroup) -> Value {
    json!({"name": group.name, "parent": group.parent})
}

pub(super) fn record_set(set: &RecordSet) -> Value {
    json!({"name": set.name, "person": set.of, "types": reaching(&set.types)})
}

pub(super) fn rule(rule: &Rule) -> Value {
    json!({
        "name": rule.name,
        "connection": rule.connection,
        "condition": rule.condition,
        "effects": rule.effects,
        "priority": rule.priority,
        "enabled": rule.enabled,
    })
}
