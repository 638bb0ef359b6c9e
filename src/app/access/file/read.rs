//! Reading the file: TOML with the place of every name.

use super::entries::{
    AccessFile, At, DecisionsEntry, EntityEntry, FleetGroupEntry, ModuleEntry, RecordSetEntry,
    RoleEntry, RuleEntry,
};
use crate::access::gives::{Gives, Several};
use crate::access::record_sets::{Reaching, RecordSets};
use crate::plain::plain;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

/// What is wrong with the file, and on which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FileError {
    /// The line, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl FileError {
    /// Something wrong on one line.
    pub fn at(line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            message: message.into(),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    prune: bool,
    default_role: Option<Spanned<String>>,
    nothing_left: Option<Spanned<String>>,
    assign_when: Option<Spanned<String>>,
    guests_per_record: Option<Spanned<u32>>,
    #[serde(default)]
    verified_domains: Vec<Spanned<String>>,
    #[serde(default)]
    workspaces: Vec<Spanned<String>>,
    #[serde(default)]
    fleet_group: Vec<RawFleetGroup>,
    #[serde(default)]
    role: Vec<RawRole>,
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    modules: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    entity: Vec<RawEntity>,
    #[serde(default)]
    record_set: Vec<RawRecordSet>,
    decisions: Option<RawDecisions>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDecisions {
    #[serde(default)]
    trust_subject_role: bool,
    #[serde(default)]
    short_actions: bool,
    subjects: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecordSet {
    name: Spanned<String>,
    #[serde(default)]
    types: BTreeMap<String, Reaching>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntity {
    name: Spanned<String>,
    module: Spanned<String>,
    #[serde(default)]
    attributes: BTreeMap<Spanned<String>, Spanned<String>>,
    assigned_by: Option<Spanned<String>>,
    #[serde(default)]
    places: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFleetGroup {
    name: Spanned<String>,
    parent: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    slug: Spanned<String>,
    name: Option<Spanned<String>>,
    #[serde(default)]
    priority: i64,
    permissions: Vec<Spanned<String>>,
    visibility: Option<Spanned<String>>,
    #[serde(default)]
    records: BTreeMap<String, Reaching>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: Spanned<String>,
    connection: Option<Spanned<String>>,
    when: Spanned<String>,
    then: RawThen,
    #[serde(default)]
    priority: i64,
    #[serde(default = "yes")]
    enabled: bool,
}

/// What a rule gives, with the place of each part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawThen {
    role: Option<Spanned<String>>,
    workspaces: Option<Spanned<Several>>,
    fleet: Option<Spanned<Several>>,
    options: Option<Spanned<Vec<String>>>,
    record_sets: Option<Spanned<RecordSets>>,
    visibility: Option<Spanned<String>>,
}

fn yes() -> bool {
    true
}

impl AccessFile {
    /// Reads the file; an unknown key and a wrong type are told with their line.
    pub fn read(text: &str) -> Result<Self, FileError> {
        let raw: Raw = toml::from_str(text).map_err(|error| FileError {
            line: error.span().map(|span| line_of(text, span.start)),
            message: plain(None, error.message()),
        })?;
        let at = |spanned: Spanned<String>| At {
            line: line_of(text, spanned.span().start),
            value: spanned.into_inner(),
        };
        Ok(Self {
            prune: raw.prune,
            default_role: raw.default_role.map(at),
            nothing_left: raw.nothing_left.map(at),
            assign_when: raw.assign_when.map(at),
            guests_per_record: raw.guests_per_record.map(|spanned| At {
                line: line_of(text, spanned.span().start),
                value: spanned.into_inner(),
            }),
            modules: raw
                .modules
                .into_iter()
                .map(|(name, actions)| ModuleEntry {
                    name: at(name),
                    actions: actions.into_iter().map(at).collect(),
                })
                .collect(),
            entities: raw
                .entity
                .into_iter()
                .map(|entity| entity_entry(entity, at))
                .collect(),
            decisions: raw
                .decisions
                .map(|decisions| decisions_entry(decisions, at)),
            verified_domains: raw.verified_domains.into_iter().map(at).collect(),
            workspaces: raw.workspaces.into_iter().map(at).collect(),
            fleet_groups: raw
                .fleet_group
                .into_iter()
                .map(|group| fleet_group_entry(group, at))
                .collect(),
            roles: raw
                .role
                .into_iter()
                .map(|role| role_entry(role, at))
                .collect(),
            record_sets: raw
                .record_set
                .into_iter()
                .map(|set| RecordSetEntry {
                    name: at(set.name),
                    types: set.types,
                })
                .collect(),
            rules: raw
                .rule
                .into_iter()
                .map(|rule| rule_entry(rule, text))
                .collect(),
        })
    }
}

fn entity_entry(
    entity: RawEntity,
    at: impl Fn(Spanned<String>) -> At<String> + Copy,
) -> EntityEntry {
    let attributes = entity.attributes.into_iter();
    EntityEntry {
        name: at(entity.name),
        module: at(entity.module),
        attributes: attributes
            .map(|(name, kind)| (at(name), at(kind)))
            .collect(),
        assigned_by: entity.assigned_by.map(at),
        places: entity.places.into_iter().map(at).collect(),
    }
}

fn fleet_group_entry(
    group: RawFleetGroup,
    at: impl Fn(Spanned<String>) -> At<String> + Copy,
) -> FleetGroupEntry {
    FleetGroupEntry {
        name: at(group.name),
        parent: group.parent.map(at),
    }
}

fn decisions_entry(
    decisions: RawDecisions,
    at: impl Fn(Spanned<String>) -> At<String>,
) -> DecisionsEntry {
    DecisionsEntry {
        trust_subject_role: decisions.trust_subject_role,
        short_actions: decisions.short_actions,
        subjects: decisions.subjects.map(at),
    }
}

fn role_entry(role: RawRole, at: impl Fn(Spanned<String>) -> At<String> + Copy) -> RoleEntry {
    RoleEntry {
        slug: at(role.slug),
        name: role.name.map(at),
        priority: role.priority,
        permissions: role.permissions.into_iter().map(at).collect(),
        visibility: role.visibility.map(at),
        records: role.records,
    }
}

fn rule_entry(rule: RawRule, text: &str) -> RuleEntry {
    let at = |spanned: Spanned<String>| At {
        line: line_of(text, spanned.span().start),
        value: spanned.into_inner(),
    };
    let then = rule.then;
    let lines = [
        ("role", then.role.as_ref().map(Spanned::span)),
        ("workspaces", then.workspaces.as_ref().map(Spanned::span)),
        ("fleet", then.fleet.as_ref().map(Spanned::span)),
        ("options", then.options.as_ref().map(Spanned::span)),
        ("record_sets", then.record_sets.as_ref().map(Spanned::span)),
        ("visibility", then.visibility.as_ref().map(Spanned::span)),
    ];
    let placed = lines
        .into_iter()
        .filter_map(|(key, span)| Some((key, span?)));
    RuleEntry {
        then_lines: placed
            .map(|(key, span)| (key, line_of(text, span.start)))
            .collect(),
        name: at(rule.name),
        connection: rule.connection.map(at),
        when: at(rule.when),
        then: Gives {
            role: then.role.map(Spanned::into_inner),
            workspaces: then.workspaces.map(Spanned::into_inner),
            fleet: then.fleet.map(Spanned::into_inner),
            options: then.options.map(Spanned::into_inner).unwrap_or_default(),
            record_sets: then.record_sets.map(Spanned::into_inner),
            visibility: then.visibility.map(Spanned::into_inner),
        },
        priority: rule.priority,
        enabled: rule.enabled,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    1 + before.filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::AccessFile;

    #[test]
    fn the_example_is_read() {
        let example = include_str!("../../../../config/access.example.toml");
        let file = AccessFile::read(example).unwrap();
        assert_eq!(file.workspaces.len(), 3);
        assert_eq!(file.fleet_groups.len(), 3);
        assert_eq!(file.rules.len(), 3);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let told = |text: &str| AccessFile::read(text).unwrap_err().to_string();
        insta::assert_snapshot!(told("prune = false\nworkspace = [\"Yard\"]\n"), @"line 2: unknown field `workspace`, expected one of `prune`, `default_role`, `nothing_left`, `assign_when`, `guests_per_record`, `verified_domains`, `workspaces`, `fleet_group`, `role`, `rule`, `modules`, `entity`, `record_set`, `decisions`");
        insta::assert_snapshot!(told("prune = false\n\n[[rule]]\nname = 7\n"), @"line 4: it must be text, not 7");
        insta::assert_snapshot!(told("workspaces = [\n  \"Yard\",\n  7,\n]\n"), @"line 3: it must be text, not 7");
        insta::assert_snapshot!(told("prune ="), @"line 1: string values must be quoted, expected literal string");
    }
}
