//! Record sets: whose word counts, what is added up, and what a question about a record is told.

use super::fixture::{CHICAGO, OKTA, TECHNICIAN, compiled, grant, policy, rule, scim, through};
use crate::access::{
    Access, Asked, Assigned, Catalogue, Comparison, Decision, Dimension, Effect, EntityType, Grant,
    Me, Operand, Permission, Place, Policy, Predicate, Question, Reach, Reaches, Record, RecordSet,
    Rule, Source, Subject, Term, Truth, Verb, compile, decide,
};
use crate::ids::RecordSetId;
use crate::people::Status;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

const MINE: RecordSetId = RecordSetId(Uuid::from_u128(41));
const LOCAL: RecordSetId = RecordSetId(Uuid::from_u128(42));

fn equals(attribute: &str, operand: Operand) -> Reach {
    Reach::Some(Predicate::Compare {
        attribute: attribute.to_owned(),
        op: Comparison::Eq,
        operand,
    })
}

fn set(id: RecordSetId, name: &str, types: &[(&str, Reach, Reach)]) -> RecordSet {
    let types = types.iter().map(|(entity, view, update)| {
        let reaches = Reaches {
            view: view.clone(),
            update: update.clone(),
        };
        ((*entity).to_owned(), reaches)
    });
    RecordSet {
        id,
        name: name.to_owned(),
        of: None,
        types: types.collect(),
    }
}

/// Vehicles and contacts; a set of what is one's own, and one of one's groups that changes nothing.
fn with_sets(rules: Vec<Rule>) -> Policy {
    let entity = |name: &str| EntityType {
        name: name.to_owned(),
        module: format!("{name}s"),
        attributes: Vec::new(),
        assigned_by: None,
        places: Vec::new(),
    };
    let mine = equals("owner", Operand::Me);
    let local = equals("group", Operand::MyGroups);
    Policy {
        catalogue: Catalogue {
            modules: Vec::new(),
            entities: vec![entity("contact"), entity("vehicle")],
            ..Catalogue::default()
        },
        record_sets: vec![
            set(
                MINE,
                "Mine",
                &[
                    ("vehicle", mine.clone(), mine.clone()),
                    ("contact", mine, Reach::None),
                ],
            ),
            set(LOCAL, "Local", &[("vehicle", local, Reach::None)]),
        ],
        ..policy(rules)
    }
}

fn given(value: &str, source: Source) -> Grant {
    grant(Dimension::RecordSet, value, source)
}

/// One line an entity type, then one a reason.
fn told(access: &Access) -> String {
    let reaches = access.records.iter().map(|(entity, reach)| {
        let (view, update) = (reach.view.told(), reach.update.told());
        format!(
            "{entity} by {}: view {view}; update {update}",
            reach.named().join(", ")
        )
    });
    let because = access.because.iter().map(|because| {
        let via = because.via.join(" > ");
        format!("  {} <- {:?} {via}", because.value, because.source)
            .split(" {")
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    });
    reaches.chain(because).collect::<Vec<_>>().join("\n")
}

fn of(grants: &[Grant]) -> String {
    told(&compiled(grants, &[], &with_sets(Vec::new())).access)
}

#[test]
fn nobody_speaks_of_records_and_nothing_is_taken_away() {
    assert_eq!(of(&[]), "");
    assert_eq!(
        of(&[given("vehicle=all", Source::Manual)]),
        "  vehicle=all <- Manual"
    );
}

#[test]
fn a_set_is_given_for_one_type_or_for_all_it_speaks_of() {
    let mine = format!("vehicle={MINE}");
    insta::assert_snapshot!(of(&[given(&mine, Source::Manual)]), @"
    vehicle by Mine: view owner eq $me; update owner eq $me
      vehicle=Mine <- Manual
    ");
    let mine = format!("*={MINE}");
    insta::assert_snapshot!(of(&[given(&mine, Source::Manual)]), @"
    contact by Mine: view owner eq $me; update none
    vehicle by Mine: view owner eq $me; update owner eq $me
      contact=Mine <- Manual
      vehicle=Mine <- Manual
    ");
    let local = format!("*={LOCAL}");
    insta::assert_snapshot!(of(&[given(&local, Source::Manual)]), @"
    vehicle by Local: view group in $me.groups; update none
      vehicle=Local <- Manual
    ");
    insta::assert_snapshot!(of(&[given("*=none", Source::Manual)]), @"
    contact by none: view none; update none
    vehicle by none: view none; update none
      contact=none <- Manual
      vehicle=none <- Manual
    ");
}

#[test]
fn a_word_for_one_type_goes_before_one_for_every_type() {
    let closed = [
        given(&format!("*={MINE}"), Source::Manual),
        given("vehicle=none", Source::Manual),
    ];
    insta::assert_snapshot!(of(&closed), @"
    contact by Mine: view owner eq $me; update none
    vehicle by none: view none; update none
      contact=Mine <- Manual
      vehicle=none <- Manual
    ");
}

#[test]
fn sets_of_one_rank_are_added_up() {
    let both = [
        given(&format!("*={MINE}"), Source::Manual),
        given(&format!("*={LOCAL}"), Source::Manual),
    ];
    insta::assert_snapshot!(of(&both), @"
    contact by Mine: view owner eq $me; update none
    vehicle by Local, Mine: view owner eq $me or group in $me.groups; update owner eq $me
      contact=Mine <- Manual
      vehicle=Mine <- Manual
      vehicle=Local <- Manual
    ");
}

#[test]
fn a_set_lets_change_only_what_it_shows_itself() {
    let mut policy = with_sets(Vec::new());
    let own = equals("owner", Operand::Me);
    policy.record_sets = vec![
        set(MINE, "Mine", &[("vehicle", own, Reach::All)]),
        set(LOCAL, "Read only", &[("vehicle", Reach::All, Reach::None)]),
    ];
    let both = [MINE, LOCAL].map(|id| given(&format!("*={id}"), Source::Manual));
    let access = compiled(&both, &[], &policy).access;
    insta::assert_snapshot!(told(&access), @"
    vehicle by Mine, Read only: view all; update owner eq $me
      vehicle=Mine <- Manual
      vehicle=Read only <- Manual
    ");
    let alone = compiled(&both[..1], &[], &policy).access;
    insta::assert_snapshot!(told(&alone), @"
    vehicle by Mine: view owner eq $me; update all
      vehicle=Mine <- Manual
    ");
}

#[test]
fn the_higher_source_wins_for_each_type() {
    let by_rule = rule(
        1,
        10,
        &[Effect::RecordSet(format!("*={MINE}").parse().unwrap())],
    );
    let policy = with_sets(vec![by_rule.clone()]);
    let grants = [
        given("*=all", Source::Manual),
        given(&format!("vehicle={LOCAL}"), scim(OKTA)),
    ];
    let access = compiled(&grants, &[through(&by_rule, OKTA, true)], &policy).access;
    insta::assert_snapshot!(told(&access), @"
    contact by Mine: view owner eq $me; update none
    vehicle by Local: view group in $me.groups; update none
      contact=Mine <- Rule
      vehicle=Local <- Scim
    ");
    let pinned = [given("vehicle=none", Source::Pin), grants[1].clone()];
    let access = compiled(&pinned, &[], &policy).access;
    insta::assert_snapshot!(told(&access), @"
    vehicle by none: view none; update none
      vehicle=none <- Pin
    ");
}

#[test]
fn an_owner_reaches_everything() {
    let grants = [
        given("*=none", Source::Pin),
        given("vehicle=none", scim(OKTA)),
    ];
    let owner = Subject {
        owner: true,
        grants: &grants,
        connections: &[],
        groups: &[],
    };
    let access = compile(&owner, &[], &with_sets(Vec::new())).access;
    assert_eq!(access.records, BTreeMap::new());
}

#[test]
fn what_does_not_exist_opens_nothing() {
    let nobody = RecordSetId(Uuid::from_u128(99));
    let grants = [
        given(&format!("vehicle={nobody}"), Source::Manual),
        given(&format!("boat={MINE}"), Source::Manual),
        given("vehicle", Source::Manual),
    ];
    insta::assert_snapshot!(of(&grants), @"
    vehicle by none: view none; update none
      vehicle=none <- Manual
    ");
    let everywhere = given(&format!("*={nobody}"), Source::Manual);
    insta::assert_snapshot!(of(&[everywhere]), @"
    contact by none: view none; update none
    vehicle by none: view none; update none
      contact=none <- Manual
      vehicle=none <- Manual
    ");
}

#[test]
fn records_of_a_type_that_is_gone_are_nobodys() {
    let mut policy = with_sets(Vec::new());
    policy
        .catalogue
        .entities
        .retain(|entity| entity.name != "vehicle");
    let no = Decision::Denied(Term::RecordSet);
    for set in ["vehicle=none", "vehicle=all", "contact=all"] {
        assert_eq!(
            asked(&policy, set, "vehicles.view", &json!({})),
            no,
            "{set}"
        );
    }
}

/// What Ada, a technician of Chicago with this set, is told of a vehicle.
fn ask(set: &str, action: &str, attributes: &Value) -> Decision {
    asked(&with_sets(Vec::new()), set, action, attributes)
}

fn asked(policy: &Policy, set: &str, action: &str, attributes: &Value) -> Decision {
    let grants = [
        grant(Dimension::Role, &TECHNICIAN.to_string(), Source::Manual),
        grant(Dimension::FleetGroup, &CHICAGO.to_string(), Source::Manual),
        given(set, Source::Manual),
    ];
    let access = compiled(&grants, &[], policy).access;
    let asked = Asked {
        status: Status::Active,
        access: &access,
        me: &Me::with(&access).known_as("ada"),
        assigned: &Assigned::default(),
    };
    let attributes = attributes.as_object().unwrap().iter();
    let question = Question {
        action: Permission::parse(action).unwrap(),
        workspace: Place::Unsaid,
        fleet_group: Place::Unsaid,
        record: Some(Record {
            entity: "vehicle".to_owned(),
            id: None,
            attributes: attributes.map(|(k, v)| (k.clone(), v.clone())).collect(),
        }),
    };
    decide(&asked, &policy.catalogue, &question)
}

#[test]
fn a_record_is_seen_and_changed_as_the_sets_say() {
    let local = format!("vehicle={LOCAL}");
    let here = json!({"group": "Chicago"});
    let no = Decision::Denied(Term::RecordSet);
    for (action, allowed) in [
        ("vehicles.view", true),
        ("vehicles.view.financial", true),
        ("vehicles.export", true),
        ("vehicles.edit", false),
        ("vehicles.create", false),
    ] {
        let told = ask(&local, action, &here);
        assert_eq!(told == no, !allowed, "{action}: {told:?}");
    }
    assert_eq!(ask(&local, "vehicles.view", &json!({"group": "West"})), no);
    let mine = format!("vehicle={MINE}");
    let told = ask(&mine, "vehicles.edit", &json!({"owner": "Ada"}));
    let Decision::Allowed(because) = told else {
        panic!("{told:?}");
    };
    let because: Vec<_> = because.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(because, ["Technician", "vehicle=Mine"]);
}

#[test]
fn what_nobody_told_is_asked_for_by_name() {
    let mine = format!("vehicle={MINE}");
    let unsaid = Decision::Unsaid("owner".to_owned());
    assert_eq!(ask(&mine, "vehicles.view", &json!({})), unsaid);
    // Nothing is asked for where no is certain.
    let local = format!("vehicle={LOCAL}");
    let no = Decision::Denied(Term::RecordSet);
    assert_eq!(ask(&local, "vehicles.edit", &json!({})), no);
}

#[test]
fn what_the_role_blocks_no_set_opens() {
    let told = ask("vehicle=all", "contacts.view", &json!({}));
    assert_eq!(told, Decision::Denied(Term::Role));
}

/// The same, and technicians see what they own and change none of it.
fn capped(rules: Vec<Rule>) -> Policy {
    let mut policy = with_sets(rules);
    let technician = policy.roles.iter_mut().find(|role| role.id == TECHNICIAN);
    technician.unwrap().records = [(
        "vehicle".to_owned(),
        Reaches {
            view: equals("owner", Operand::Me),
            update: Reach::None,
        },
    )]
    .into();
    policy
}

#[test]
fn what_the_role_does_not_reach_no_source_opens() {
    let role = || grant(Dimension::Role, &TECHNICIAN.to_string(), Source::Manual);
    let of = |grants: &[Grant]| {
        let mut grants = grants.to_vec();
        grants.push(role());
        told(&compiled(&grants, &[], &capped(Vec::new())).access)
    };
    insta::assert_snapshot!(of(&[]), @"
    vehicle by Technician: view owner eq $me; update none
      Technician <- Manual
      vehicle=Technician <- Manual Technician
    ");
    insta::assert_snapshot!(of(&[given("*=all", Source::Pin)]), @"
    vehicle by Technician: view owner eq $me; update none
      Technician <- Manual
      contact=all <- Pin
      vehicle=all <- Pin
      vehicle=Technician <- Manual Technician
    ");
    insta::assert_snapshot!(of(&[given(&format!("vehicle={MINE}"), Source::Manual)]), @"
    vehicle by Mine, Technician: view owner eq $me; update none
      Technician <- Manual
      vehicle=Mine <- Manual
      vehicle=Technician <- Manual Technician
    ");
    insta::assert_snapshot!(of(&[given(&format!("vehicle={LOCAL}"), Source::Manual)]), @"
    vehicle by Local, Technician: view owner eq $me and group in $me.groups; update none
      Technician <- Manual
      vehicle=Local <- Manual
      vehicle=Technician <- Manual Technician
    ");
    insta::assert_snapshot!(of(&[given("vehicle=none", Source::Manual)]), @"
    vehicle by none, Technician: view none; update none
      Technician <- Manual
      vehicle=none <- Manual
      vehicle=Technician <- Manual Technician
    ");
}

#[test]
fn another_role_an_owner_and_a_type_that_is_gone_are_not_capped() {
    let policy = capped(Vec::new());
    let other = compiled(&[], &[], &policy).access;
    let grants = [grant(
        Dimension::Role,
        &TECHNICIAN.to_string(),
        Source::Manual,
    )];
    let owner = Subject {
        owner: true,
        grants: &grants,
        connections: &[],
        groups: &[],
    };
    let owner = compile(&owner, &[], &policy).access;
    let mut without = policy;
    without
        .catalogue
        .entities
        .retain(|one| one.name != "vehicle");
    let gone = compiled(&grants, &[], &without).access;
    assert_eq!(
        (other.records, owner.records, gone.records.clone()),
        Default::default()
    );
    let vehicle = Record {
        entity: "vehicle".to_owned(),
        id: None,
        attributes: BTreeMap::new(),
    };
    let truth = gone.reaches(Verb::View, &without.catalogue, &vehicle, &Me::default());
    assert_eq!(truth, Truth::No);
}
