//! The policy of an account is found as it was written, and whoever is older than it is stale.

use super::support::{ACME, Database, OKTA, OTHER, a_person, acting};
use crate::{Constraint, StoreError, Tx, Work};
use muster_model::access::{
    Assigning, AttributeKind, Catalogue, Comparison, Dimension, Directory, Effect, EntityAttribute,
    EntityType, FleetGroup, FleetTree, Grant, Module, Operand, Ownership, Permission, PlaceKind,
    Policy, Predicate, Reach, Reaches, RecordSet, Role, Rule, Source, Visibility, Workspace,
};
use muster_model::clock::Timestamp;
use muster_model::ids::{
    FleetGroupId, GrantId, PersonId, RecordSetId, RoleId, RuleId, WorkspaceId,
};
use uuid::Uuid;

const VIEWER: RoleId = RoleId(Uuid::from_u128(1));
const YARD: WorkspaceId = WorkspaceId(Uuid::from_u128(2));
const MIDWEST: FleetGroupId = FleetGroupId(Uuid::from_u128(3));
const CHICAGO: FleetGroupId = FleetGroupId(Uuid::from_u128(4));
const MINE: RecordSetId = RecordSetId(Uuid::from_u128(6));
const OURS: RecordSetId = RecordSetId(Uuid::from_u128(7));
const DRIVERS: RuleId = RuleId(Uuid::from_u128(5));

fn viewer() -> Role {
    Role {
        id: VIEWER,
        slug: "viewer".to_owned(),
        name: "Viewer".to_owned(),
        priority: 3,
        built_in: true,
        permissions: vec![Permission::parse("account.audit").unwrap()],
        visibility: Visibility::Assigned,
        records: mine().types,
    }
}

fn group(id: FleetGroupId, parent: Option<FleetGroupId>, name: &str) -> FleetGroup {
    FleetGroup {
        id,
        parent,
        name: name.to_owned(),
    }
}

fn mine() -> RecordSet {
    let mine = Predicate::Compare {
        attribute: "assigned".to_owned(),
        op: Comparison::Eq,
        operand: Operand::Me,
    };
    let reaches = Reaches {
        view: Reach::Some(mine),
        update: Reach::None,
    };
    RecordSet {
        id: MINE,
        name: "Mine".to_owned(),
        of: Some(PersonId(Uuid::from_u128(1))),
        types: [("vehicle".to_owned(), reaches)].into(),
    }
}

fn drivers() -> Rule {
    Rule {
        id: DRIVERS,
        name: "Drivers".to_owned(),
        connection: Some(OKTA),
        condition: r#"groups.display eq "Drivers""#.to_owned(),
        effects: vec![
            Effect::Role(VIEWER),
            Effect::AllWorkspaces,
            Effect::FleetGroup(CHICAGO),
            Effect::RecordSet(format!("vehicle={MINE}").parse().unwrap()),
        ],
        priority: 7,
        enabled: true,
    }
}

fn catalogue() -> Catalogue {
    Catalogue {
        modules: vec![Module {
            name: "vehicles".to_owned(),
            actions: vec!["view".to_owned(), "edit".to_owned()],
        }],
        entities: vec![EntityType {
            name: "vehicle".to_owned(),
            module: "vehicles".to_owned(),
            attributes: vec![EntityAttribute {
                name: "status".to_owned(),
                kind: AttributeKind::Text,
            }],
            assigned_by: None,
            places: vec![PlaceKind::FleetGroup],
        }],
        ..Catalogue::default()
    }
}

/// Writes what can be allowed, a role, a workspace, a fleet of two groups and a rule.
struct Write;

impl Work for Write {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let access = tx.access();
        access.raise(ACME).await?;
        access.put_role(ACME, &viewer()).await?;
        access.set_default_role(ACME, Some(VIEWER)).await?;
        let yard = |name: &str| Workspace {
            id: YARD,
            name: name.to_owned(),
        };
        access.put_workspace(ACME, &yard("Yrad")).await?;
        access.put_workspace(ACME, &yard("Yard")).await?;
        access
            .put_fleet_group(ACME, &group(MIDWEST, None, "Midwest"))
            .await?;
        access
            .put_fleet_group(ACME, &group(CHICAGO, None, "Chicago"))
            .await?;
        access
            .put_fleet_group(ACME, &group(CHICAGO, Some(MIDWEST), "Chicago"))
            .await?;
        let unnamed = RecordSet {
            name: "Mien".to_owned(),
            of: None,
            ..mine()
        };
        access.put_record_set(ACME, &unnamed).await?;
        access.put_record_set(ACME, &mine()).await?;
        access.put_rule(ACME, &drivers()).await?;
        access.set_catalogue(ACME, &Catalogue::default()).await?;
        access.set_catalogue(ACME, &catalogue()).await?;
        access.add_domain(ACME, "example.com").await?;
        access.add_domain(ACME, "example.com").await
    }
}

pub(crate) async fn the_policy_is_found_as_it_was_written(database: &Database) {
    database.store.perform(acting(), Write).await.unwrap();
    let reads = database.store.read();
    let policy = reads.access().policy(ACME).await.unwrap();
    let expected = Policy {
        version: 1,
        catalogue: catalogue(),
        roles: vec![viewer()],
        default_role: Some(VIEWER),
        assigning: Assigning::default(),
        nothing_left: None,
        workspaces: vec![Workspace {
            id: YARD,
            name: "Yard".to_owned(),
        }],
        fleet: FleetTree::plant(vec![
            group(CHICAGO, Some(MIDWEST), "Chicago"),
            group(MIDWEST, None, "Midwest"),
        ])
        .unwrap(),
        record_sets: vec![mine()],
        rules: vec![drivers()],
        directories: vec![Directory {
            id: OKTA,
            name: "okta".to_owned(),
            privileged: false,
            ownership: Ownership::default(),
            projects: false,
        }],
    };
    assert_eq!(policy, expected);
    let domains = reads.access().verified_domains(ACME).await.unwrap();
    assert_eq!(domains, ["example.com"]);

    assert_eq!(
        reads.access().policy(OTHER).await.unwrap(),
        Policy::default()
    );
    let domains = reads.access().verified_domains(OTHER).await.unwrap();
    assert_eq!(domains, Vec::<String>::new());
}

/// Writes a second role under the slug of the first.
struct SameSlug;

impl Work for SameSlug {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let twin = Role {
            id: RoleId(Uuid::from_u128(99)),
            ..viewer()
        };
        tx.access().put_role(ACME, &twin).await
    }
}

/// Moves everybody who was given the record set to another one.
struct MoveSet;

impl Work for MoveSet {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let access = tx.access();
        access.raise(ACME).await?;
        access.move_record_set(ACME, MINE, OURS).await
    }
}

pub(crate) async fn a_record_set_is_moved_for_every_entity_type(database: &Database) {
    database.store.perform(acting(), Write).await.unwrap();
    database.store.perform(acting(), Hire).await.unwrap();
    database.store.perform(acting(), MoveSet).await.unwrap();
    let moved = format!("dimension = 'record_set' AND value = 'vehicle={OURS}'");
    assert_eq!(database.count("access_grant", &moved).await, 1);
    let reads = database.store.read();
    let holders = reads.access().record_set_holders(ACME, MINE).await.unwrap();
    assert_eq!(holders, 0);
}

pub(crate) async fn a_slug_names_one_role(database: &Database) {
    database.store.perform(acting(), Write).await.unwrap();
    let twice = database.store.perform(acting(), SameSlug).await;
    assert!(matches!(
        twice,
        Err(StoreError::Conflict(Constraint::RoleSlug))
    ));
}

/// Saves a person who has the workspace and the fleet group by hand.
struct Hire;

impl Work for Hire {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut ada = a_person(1, "ada");
        for (n, dimension, value) in [
            (1, Dimension::Workspace, YARD.to_string()),
            (2, Dimension::FleetGroup, MIDWEST.to_string()),
            (3, Dimension::RecordSet, format!("vehicle={MINE}")),
        ] {
            let grant = Grant {
                id: GrantId(Uuid::from_u128(n)),
                dimension,
                value,
                source: Source::Manual,
                created_at: Timestamp(0),
            };
            ada.grant(&Source::Manual, dimension, vec![grant]);
        }
        match ada.close(tx.now()) {
            Some(change) => tx.people().save(change).await.map(drop),
            None => Ok(()),
        }
    }
}

/// Drops everything that was written, leaves first.
struct Drop;

impl Work for Drop {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let access = tx.access();
        access.raise(ACME).await?;
        access.drop_rule(ACME, DRIVERS).await?;
        access.drop_record_set(ACME, MINE).await?;
        access.drop_fleet_group(ACME, CHICAGO).await?;
        access.drop_fleet_group(ACME, MIDWEST).await?;
        access.drop_workspace(ACME, YARD).await?;
        access.drop_role(ACME, VIEWER).await?;
        access.drop_domain(ACME, "example.com").await
    }
}

pub(crate) async fn what_is_dropped_takes_its_grants_along(database: &Database) {
    database.store.perform(acting(), Write).await.unwrap();
    database.store.perform(acting(), Hire).await.unwrap();
    assert_eq!(database.count("access_grant", "TRUE").await, 3);
    let reads = database.store.read();
    let holders = reads.access().record_set_holders(ACME, MINE).await.unwrap();
    assert_eq!(holders, 1);
    database.store.perform(acting(), Drop).await.unwrap();
    assert_eq!(database.count("access_grant", "TRUE").await, 0);
    let policy = database.store.read().access().policy(ACME).await.unwrap();
    assert_eq!(policy.version, 2);
    assert_eq!((policy.roles, policy.rules), (Vec::new(), Vec::new()));
}

pub(crate) async fn whoever_is_older_than_the_policy_is_stale(database: &Database) {
    database.store.perform(acting(), Hire).await.unwrap();
    let reads = database.store.read();
    assert_eq!(reads.access().stale_people(10).await.unwrap(), None);
    database.store.perform(acting(), Write).await.unwrap();
    let ada = PersonId(Uuid::from_u128(1));
    let stale = reads.access().stale_people(10).await.unwrap();
    assert_eq!(stale, Some((ACME, vec![ada])));
    assert!(reads.access().is_behind(ACME, 0).await.unwrap());
    assert!(!reads.access().is_behind(ACME, 1).await.unwrap());
}

/// Reads the policy in a transaction.
struct Look;

impl Work for Look {
    type Output = Policy;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Policy, StoreError> {
        tx.access().policy(ACME).await
    }
}

/// Renames the workspace, looks, and fails.
struct Regret;

impl Work for Regret {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.access().raise(ACME).await?;
        let office = Workspace {
            id: YARD,
            name: "Office".to_owned(),
        };
        tx.access().put_workspace(ACME, &office).await?;
        let seen = tx.access().policy(ACME).await?;
        assert_eq!(seen.workspaces, [office]);
        Err(StoreError::bug("regretted"))
    }
}

pub(crate) async fn a_policy_is_read_once_for_each_state(database: &Database) {
    let store = &database.store;
    let names = |policy: &Policy| -> Vec<String> {
        let workspaces = policy.workspaces.iter();
        workspaces.map(|workspace| workspace.name.clone()).collect()
    };
    let cost = async || {
        let before = store.effort();
        let policy = store.perform(acting(), Look).await.unwrap();
        (names(&policy), store.effort().since(before).statements)
    };
    assert_eq!(cost().await.0, Vec::<String>::new());
    assert_eq!(cost().await, (Vec::new(), 1));
    store.perform(acting(), Write).await.unwrap();
    let yard = vec!["Yard".to_owned()];
    assert_eq!(cost().await.0, yard);
    assert_eq!(cost().await, (yard.clone(), 1));
    // What was rolled back was never seen by anybody else, not even under the number it had.
    assert!(store.perform(acting(), Regret).await.is_err());
    assert_eq!(cost().await, (yard.clone(), 1));
    store.perform(acting(), Drop).await.unwrap();
    assert_eq!(
        names(&store.read().access().policy(ACME).await.unwrap()),
        Vec::<String>::new()
    );
}

pub(crate) async fn every_change_of_the_policy_leaves_a_trace(database: &Database) {
    database.store.perform(acting(), Write).await.unwrap();
    for (kind, action, times) in [
        ("role", "role.created", 1),
        ("account", "account.changed", 1),
        ("workspace", "workspace.created", 1),
        ("workspace", "workspace.changed", 1),
        ("fleet_group", "fleet_group.created", 2),
        ("fleet_group", "fleet_group.changed", 1),
        ("record_set", "record_set.created", 1),
        ("record_set", "record_set.changed", 1),
        ("rule", "rule.created", 1),
        ("domain", "domain.created", 1),
    ] {
        let which = format!("subject_kind = '{kind}' AND action = '{action}'");
        assert_eq!(database.count("audit", &which).await, times, "{action}");
    }
    // Written again as it is, nothing is told.
    database.store.perform(acting(), Write).await.unwrap();
    assert_eq!(database.count("audit", "action = 'role.changed'").await, 0);
    database.store.perform(acting(), Drop).await.unwrap();
    let removed = "action IN ('role.removed', 'rule.removed', 'domain.removed')";
    assert_eq!(database.count("audit", removed).await, 3);
    let difference = r#"difference LIKE '%"name":["Yrad","Yard"]%'"#;
    assert_eq!(database.count("audit", difference).await, 2);
}
