//! The steps of a plan as people read them, one line each.

use super::steps::{Plan, Step};
use muster_model::access::{Assigning, NothingLeft, Policy, Role, Rule};
use muster_model::ids::RoleId;

impl Plan {
    /// One line for each step: what, which, and whether it is added, changed or removed.
    pub(in crate::access) fn told(&self, before: &Policy) -> Vec<String> {
        let lines = self
            .steps
            .iter()
            .map(|step| line(step, before, &self.after));
        lines.collect()
    }
}

fn line(step: &Step, before: &Policy, after: &Policy) -> String {
    match step {
        Step::AddDomain(domain) => format!("verified domain {domain}: added"),
        Step::DropDomain(domain) => format!("verified domain {domain}: removed"),
        Step::PutCatalogue(_) => "modules and entity types: changed".to_owned(),
        Step::PutRole(role) => {
            let held = before.role(role.id);
            format!("role {:?}: {}", role.slug, verb(held.is_some()))
        }
        Step::DropRole(role) => format!("role {:?}: removed", role.slug),
        Step::MoveRole { from, to } => {
            let (from, to) = (slug(*from, before), slug(*to, after));
            format!("role {from:?}: whoever was given it gets {to:?}")
        }
        Step::DefaultRole(role) => {
            let role = role.map_or_else(|| "none".to_owned(), |id| slug(id, after));
            format!("default_role: {role}")
        }
        Step::NothingLeft(choice) => {
            let choice = choice.map_or("not laid down", NothingLeft::as_str);
            format!("nothing_left: {choice}")
        }
        Step::Assigning(settled) => assigning(*settled),
        Step::PutWorkspace(workspace) => {
            let held = before.workspace(workspace.id).map(|held| &held.name);
            put("workspace", &workspace.name, held)
        }
        Step::DropWorkspace(id) => {
            let held = before.workspace(*id).map(|held| held.name.as_str());
            format!("workspace {:?}: removed", held.unwrap_or_default())
        }
        Step::PutFleetGroup(group) => {
            let held = before.fleet.get(group.id).map(|held| &held.name);
            put("fleet group", &group.name, held)
        }
        Step::DropFleetGroup(id) => {
            let held = before.fleet.get(*id).map(|held| held.name.as_str());
            format!("fleet group {:?}: removed", held.unwrap_or_default())
        }
        Step::PutRecordSet(set) => {
            let held = before.record_set(set.id).map(|held| &held.name);
            put("record set", &set.name, held)
        }
        Step::MoveRecordSet { from, to } => {
            let name = |id, policy: &Policy| {
                let set = policy.record_set(id);
                set.map_or_else(|| id.to_string(), |set| set.name.clone())
            };
            let (from, to) = (name(*from, before), name(*to, after));
            format!("record set {from:?}: whoever was given it gets {to:?}")
        }
        Step::DropRecordSet(set) => format!("record set {:?}: removed", set.name),
        Step::PutRule(rule) => {
            let held = before.rule(rule.id);
            format!("rule {:?}: {}", rule.name, changed(rule, held))
        }
        Step::DropRule(id) => {
            let held = before.rule(*id).map(|held| held.name.as_str());
            format!("rule {:?}: removed", held.unwrap_or_default())
        }
    }
}

fn assigning(settled: Assigning) -> String {
    let (when, guests) = (settled.when.as_str(), settled.guests);
    format!("assignments: {when}, {guests} guests a record")
}

fn verb(held: bool) -> &'static str {
    if held { "changed" } else { "added" }
}

fn put(what: &str, name: &str, held: Option<&String>) -> String {
    match held {
        None => format!("{what} {name:?}: added"),
        Some(held) if held == name => format!("{what} {name:?}: changed"),
        Some(held) => format!("{what} {held:?}: renamed {name:?}"),
    }
}

fn changed(rule: &Rule, held: Option<&Rule>) -> &'static str {
    match held {
        Some(held) if held.enabled && !rule.enabled => "switched off",
        Some(held) if !held.enabled && rule.enabled => "switched on",
        held => verb(held.is_some()),
    }
}

fn slug(id: RoleId, policy: &Policy) -> String {
    let role: Option<&Role> = policy.role(id);
    role.map_or_else(|| id.to_string(), |role| role.slug.clone())
}
