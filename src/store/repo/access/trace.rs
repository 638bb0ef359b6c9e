//! How things of the policy look in the audit trail.

use muster_model::access::{FleetGroup, RecordSet, Role, Rule, Workspace};
use serde_json::{Map, Value, json};

pub(super) fn role(role: &Role) -> Value {
    json!({
        "slug": role.slug,
        "name": role.name,
        "priority": role.priority,
        "permissions": role.permissions,
        "visibility": role.visibility,
    })
}

pub(super) fn workspace(workspace: &Workspace) -> Value {
    json!({"name": workspace.name})
}

pub(super) fn fleet_group(group: &FleetGroup) -> Value {
    json!({"name": group.name, "parent": group.parent})
}

pub(super) fn record_set(set: &RecordSet) -> Value {
    let types = set.types.iter().map(|(entity, reaches)| {
        let reaches = json!({"view": reaches.view.told(), "update": reaches.update.told()});
        (entity.clone(), reaches)
    });
    let types: Map<String, Value> = types.collect();
    json!({"name": set.name, "person": set.of, "types": types})
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
