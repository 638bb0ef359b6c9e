//! A small account with an Okta that is trusted and an HR feed that is not.

use muster_model::access::{
    Assigning, Catalogue, Directory, FleetGroup, FleetTree, Ownership, Permission, Policy, Role,
    Rule, SeenGroup, Visibility, Workspace,
};
use muster_model::change::Revision;
use muster_model::clock::Timestamp;
use muster_model::ids::{
    AccountId, ConnectionId, FleetGroupId, GroupId, Ids, PersonId, RoleId, RuleId, WorkspaceId,
};
use muster_model::people::{Link, NewPerson, Person, Profile, UserName};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Ids that count from 1000.
#[derive(Default)]
pub(crate) struct SeededIds(AtomicU64);

impl SeededIds {
    /// Ids that count from 1000 and this many more.
    pub(crate) fn after(many: u64) -> Self {
        Self(AtomicU64::new(many))
    }
}

impl Ids for SeededIds {
    fn next(&self) -> Uuid {
        Uuid::from_u128(u128::from(1000 + self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

pub(crate) const OKTA: ConnectionId = ConnectionId(Uuid::from_u128(0xA1));
pub(crate) const HR: ConnectionId = ConnectionId(Uuid::from_u128(0xA2));
pub(crate) const ADMIN: RoleId = RoleId(Uuid::from_u128(2));
pub(crate) const TECHNICIAN: RoleId = RoleId(Uuid::from_u128(3));
pub(crate) const YARD: WorkspaceId = WorkspaceId(Uuid::from_u128(11));

pub(crate) fn policy(rules: Vec<Rule>) -> Policy {
    let fleet = |id: u128, parent: Option<u128>, name: &str| FleetGroup {
        id: FleetGroupId(Uuid::from_u128(id)),
        parent: parent.map(|id| FleetGroupId(Uuid::from_u128(id))),
        name: name.to_owned(),
    };
    let workspace = |id: u128, name: &str| Workspace {
        id: WorkspaceId(Uuid::from_u128(id)),
        name: name.to_owned(),
    };
    let directory = |id, name: &str, privileged| Directory {
        id,
        name: name.to_owned(),
        privileged,
        ownership: Ownership::default(),
        projects: false,
    };
    Policy {
        version: 7,
        catalogue: Catalogue::default(),
        roles: vec![
            role(1, "owner", "Owner", "*"),
            role(2, "admin", "Admin", "account.*"),
            role(3, "technician", "Technician", "vehicles.*"),
        ],
        default_role: None,
        nothing_left: None,
        assigning: Assigning::default(),
        workspaces: vec![workspace(11, "Yard"), workspace(12, "Office")],
        fleet: FleetTree::plant(vec![
            fleet(21, None, "Midwest"),
            fleet(22, Some(21), "Chicago"),
        ])
        .unwrap(),
        record_sets: Vec::new(),
        rules,
        directories: vec![directory(OKTA, "Okta", true), directory(HR, "HR", false)],
    }
}

fn role(id: u128, slug: &str, name: &str, permission: &str) -> Role {
    Role {
        id: RoleId(Uuid::from_u128(id)),
        slug: slug.to_owned(),
        name: name.to_owned(),
        priority: 0,
        built_in: true,
        permissions: vec![Permission::parse(permission).unwrap()],
        visibility: Visibility::All,
        records: BTreeMap::new(),
    }
}

pub(crate) fn rule(id: u128, condition: &str) -> Rule {
    Rule {
        id: RuleId(Uuid::from_u128(id)),
        name: format!("rule {id}"),
        connection: None,
        condition: condition.to_owned(),
        effects: vec![muster_model::access::Effect::Workspace(YARD)],
        priority: 0,
        enabled: true,
    }
}

pub(crate) fn in_group(id: u128, name: &str, connection: ConnectionId, direct: bool) -> SeenGroup {
    SeenGroup {
        id: GroupId(Uuid::from_u128(id)),
        name: name.to_owned(),
        connection,
        direct,
        projects: None,
    }
}

/// Ada, a driver of the yard, known to these connections.
pub(crate) fn ada(connections: &[ConnectionId]) -> Person {
    let attributes = json!({
        "displayName": "Ada",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Yard"},
    });
    let Value::Object(attributes) = attributes else {
        panic!("an object was written")
    };
    let profile = Profile {
        user_name: UserName::parse("ada@example.com").unwrap(),
        attributes,
    };
    let mut person = Revision::<Person>::create(
        NewPerson {
            id: PersonId(Uuid::from_u128(5)),
            account: AccountId(Uuid::from_u128(6)),
            profile,
            link: None,
            username: None,
            follows: None,
        },
        Timestamp(0),
    );
    for connection in connections {
        person.link(Link {
            connection: *connection,
            external_id: None,
            active: true,
            guest_record: None,
            created_at: Timestamp(0),
        });
    }
    person.close(Timestamp(0)).unwrap().into_after()
}
