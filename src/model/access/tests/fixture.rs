//! A small account: four roles, three workspaces, a fleet of two branches, two directories.

use crate::access::{
    Access, Assigning, Because, Catalogue, Compiled, Dimension, Directory, Effect, FleetGroup,
    FleetTree, Grant, Matched, Ownership, Permission, Policy, Role, Rule, SeenGroup, Source,
    Subject, Visibility, Workspace, compile,
};
use crate::clock::Timestamp;
use crate::ids::{ConnectionId, FleetGroupId, GrantId, GroupId, RoleId, RuleId, WorkspaceId};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(in crate::access) const OKTA: ConnectionId = ConnectionId(Uuid::from_u128(0xA1));
pub(in crate::access) const HR: ConnectionId = ConnectionId(Uuid::from_u128(0xA2));

pub(in crate::access) const OWNER: RoleId = RoleId(Uuid::from_u128(1));
pub(in crate::access) const ADMIN: RoleId = RoleId(Uuid::from_u128(2));
pub(in crate::access) const TECHNICIAN: RoleId = RoleId(Uuid::from_u128(3));
pub(in crate::access) const VIEWER: RoleId = RoleId(Uuid::from_u128(4));

pub(in crate::access) const YARD: WorkspaceId = WorkspaceId(Uuid::from_u128(11));
pub(in crate::access) const OFFICE: WorkspaceId = WorkspaceId(Uuid::from_u128(12));

pub(in crate::access) const MIDWEST: FleetGroupId = FleetGroupId(Uuid::from_u128(21));
pub(in crate::access) const CHICAGO: FleetGroupId = FleetGroupId(Uuid::from_u128(22));
pub(in crate::access) const WEST: FleetGroupId = FleetGroupId(Uuid::from_u128(23));

/// Okta is privileged, the HR feed is not; nobody has a default role.
pub(in crate::access) fn policy(rules: Vec<Rule>) -> Policy {
    Policy {
        version: 7,
        catalogue: Catalogue::default(),
        roles: vec![
            role(OWNER, "owner", "Owner", 1000, &["*"]),
            role(ADMIN, "admin", "Admin", 900, &["vehicles.*", "account.*"]),
            role(TECHNICIAN, "technician", "Technician", 500, &["vehicles.*"]),
            role(VIEWER, "viewer", "Viewer", 300, &["vehicles.view"]),
        ],
        default_role: None,
        nothing_left: None,
        assigning: Assigning::default(),
        workspaces: vec![
            Workspace {
                id: YARD,
                name: "Yard".to_owned(),
            },
            Workspace {
                id: OFFICE,
                name: "Office".to_owned(),
            },
        ],
        fleet: FleetTree::plant(vec![
            fleet(MIDWEST, None, "Midwest"),
            fleet(CHICAGO, Some(MIDWEST), "Chicago"),
            fleet(WEST, None, "West"),
        ])
        .unwrap(),
        record_sets: Vec::new(),
        rules,
        directories: vec![
            Directory {
                id: OKTA,
                name: "Okta".to_owned(),
                privileged: true,
                ownership: Ownership::default(),
                projects: false,
            },
            Directory {
                id: HR,
                name: "HR".to_owned(),
                privileged: false,
                ownership: Ownership::default(),
                projects: false,
            },
        ],
    }
}

fn role(id: RoleId, slug: &str, name: &str, priority: i64, permissions: &[&str]) -> Role {
    Role {
        id,
        slug: slug.to_owned(),
        name: name.to_owned(),
        priority,
        built_in: true,
        permissions: permissions
            .iter()
            .map(|text| Permission::parse(text).unwrap())
            .collect(),
        visibility: Visibility::All,
        records: BTreeMap::new(),
    }
}

fn fleet(id: FleetGroupId, parent: Option<FleetGroupId>, name: &str) -> FleetGroup {
    FleetGroup {
        id,
        parent,
        name: name.to_owned(),
    }
}

pub(in crate::access) fn rule(id: u128, priority: i64, effects: &[Effect]) -> Rule {
    Rule {
        id: RuleId(Uuid::from_u128(id)),
        name: format!("rule {id}"),
        connection: None,
        condition: "never read here".to_owned(),
        effects: effects.to_vec(),
        priority,
        enabled: true,
    }
}

/// The rule is true because of membership of `Fleet-Chicago`, pushed by this connection.
pub(in crate::access) fn through(rule: &Rule, connection: ConnectionId, direct: bool) -> Matched {
    Matched {
        rule: rule.id,
        groups: vec![SeenGroup {
            id: GroupId(Uuid::from_u128(31)),
            name: "Fleet-Chicago".to_owned(),
            connection,
            direct,
            projects: None,
        }],
        word_of: vec![connection],
        captured: None,
        part: None,
    }
}

pub(in crate::access) fn by_attributes(rule: &Rule, word_of: &[ConnectionId]) -> Matched {
    Matched {
        rule: rule.id,
        groups: Vec::new(),
        word_of: word_of.to_vec(),
        captured: None,
        part: None,
    }
}

pub(in crate::access) fn grant(dimension: Dimension, value: &str, source: Source) -> Grant {
    Grant {
        id: GrantId(Uuid::nil()),
        dimension,
        value: value.to_owned(),
        source,
        created_at: Timestamp(0),
    }
}

pub(in crate::access) fn scim(connection: ConnectionId) -> Source {
    Source::Scim { connection }
}

pub(in crate::access) fn compiled(
    grants: &[Grant],
    matched: &[Matched],
    policy: &Policy,
) -> Compiled {
    compile(
        &Subject {
            owner: false,
            grants,
            connections: &[OKTA, HR],
            groups: &[],
        },
        matched,
        policy,
    )
}

/// The access as a person would tell it, one line a value and one a reason.
pub(in crate::access) fn told(access: &Access) -> String {
    let because: Vec<String> = access.because.iter().map(line).collect();
    format!(
        "role {:?}\nworkspaces {}\nfleet {}\n{}",
        access.role.as_ref().map(|role| role.name.as_str()),
        scope(&access.workspaces),
        scope(&access.fleet),
        because.join("\n")
    )
}

fn scope<I>(scope: &crate::access::Scope<I>) -> String {
    match scope {
        crate::access::Scope::All => "all".to_owned(),
        crate::access::Scope::Some(_) => scope.names().join(", "),
        crate::access::Scope::None => "none".to_owned(),
    }
}

fn line(because: &Because) -> String {
    let source = match &because.source {
        Source::Owner => "owner",
        Source::Scim { .. } => "scim",
        Source::Rule { .. } => "rule",
        Source::Pin => "pin",
        Source::Manual => "manual",
        Source::Default => "default",
    };
    let line = format!(
        "  {} {} <- {source} {}",
        because.dimension.as_str(),
        because.value,
        because.via.join(" > ")
    );
    line.trim_end().to_owned()
}
