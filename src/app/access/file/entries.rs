//! The file as it is written, with the line of everything that can be wrong.

use crate::access::gives::Gives;
use crate::access::record_sets::Reaching;
use std::collections::BTreeMap;

/// A value and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The line, the first being 1.
    pub line: usize,
    /// What stands there.
    pub value: T,
}

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessFile {
    /// Whether what the file does not name is removed.
    pub prune: bool,
    /// The role of whoever gets none otherwise.
    pub default_role: Option<At<String>>,
    /// What becomes of whom nothing is given any more.
    pub nothing_left: Option<At<String>>,
    /// When somebody who sees assigned records alone may be assigned to one.
    pub assign_when: Option<At<String>>,
    /// How many guests one record may have.
    pub guests_per_record: Option<At<u32>>,
    /// The modules, whose actions roles allow.
    pub modules: Vec<ModuleEntry>,
    /// The entity types.
    pub entities: Vec<EntityEntry>,
    /// What is laid down about decisions.
    pub decisions: Option<DecisionsEntry>,
    /// The domains that the account is known to own.
    pub verified_domains: Vec<At<String>>,
    /// The workspaces.
    pub workspaces: Vec<At<String>>,
    /// The fleet groups.
    pub fleet_groups: Vec<FleetGroupEntry>,
    /// The roles.
    pub roles: Vec<RoleEntry>,
    /// The record sets.
    pub record_sets: Vec<RecordSetEntry>,
    /// The rules.
    pub rules: Vec<RuleEntry>,
}

/// One module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleEntry {
    /// Its name.
    pub name: At<String>,
    /// What can be done in it.
    pub actions: Vec<At<String>>,
}

/// One entity type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityEntry {
    /// Its name.
    pub name: At<String>,
    /// The module whose permissions rule it.
    pub module: At<String>,
    /// The name and the kind of each attribute.
    pub attributes: Vec<(At<String>, At<String>)>,
    /// The attribute that names the record whose assignment counts.
    pub assigned_by: Option<At<String>>,
    /// The places that such a record has.
    pub places: Vec<At<String>>,
}

/// What is laid down about decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionsEntry {
    /// Whether the role that a question names for its subject counts instead of the stored one.
    pub trust_subject_role: bool,
    /// Whether a search for actions leaves out the module that rules the records.
    pub short_actions: bool,
    /// By what a search for people calls them.
    pub subjects: Option<At<String>>,
}

/// One fleet group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetGroupEntry {
    /// Its name.
    pub name: At<String>,
    /// The group that it is part of.
    pub parent: Option<At<String>>,
}

/// One role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleEntry {
    /// Its short name.
    pub slug: At<String>,
    /// Its name; the short name when the file gives none.
    pub name: Option<At<String>>,
    /// Its priority.
    pub priority: i64,
    /// What it allows.
    pub permissions: Vec<At<String>>,
    /// Whether whoever has it sees records without being assigned to them; all when the file says
    /// nothing.
    pub visibility: Option<At<String>>,
    /// How far its permissions reach, by entity type.
    pub records: BTreeMap<String, Reaching>,
}

/// One record set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSetEntry {
    /// Its name.
    pub name: At<String>,
    /// How far it reaches, by entity type.
    pub types: BTreeMap<String, Reaching>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleEntry {
    /// Its name.
    pub name: At<String>,
    /// The only connection whose people and groups it looks at.
    pub connection: Option<At<String>>,
    /// Its condition.
    pub when: At<String>,
    /// What it gives.
    pub then: Gives,
    /// The line on which each part of it stands.
    pub then_lines: Vec<(&'static str, usize)>,
    /// Its priority.
    pub priority: i64,
    /// Whether it works at all.
    pub enabled: bool,
}
