//! Visibility: what the role takes away no source gives back, and who is assigned sees it.

use super::fixture::{
    HR, OKTA, OWNER, TECHNICIAN, compiled, grant, policy, rule, scim, through, told,
};
use crate::access::{
    Access, Assigned, Catalogue, Dimension, Effect, EntityAttribute, EntityType, Grant, Policy,
    Record, RecordKey, Source, Subject, Truth, Visibility, compile,
};
use serde_json::json;

/// Where technicians see what they are assigned to.
fn limited() -> Policy {
    let by_rule = rule(1, 10, &[Effect::Visibility(Visibility::Single)]);
    let mut policy = policy(vec![by_rule]);
    for role in &mut policy.roles {
        if role.id == TECHNICIAN {
            role.visibility = Visibility::Assigned;
        }
    }
    policy
}

fn a_technician(more: &[Grant]) -> Vec<Grant> {
    let role = grant(Dimension::Role, &TECHNICIAN.to_string(), Source::Manual);
    [&[role], more].concat()
}

fn seen(grants: &[Grant]) -> Access {
    compiled(grants, &[], &limited()).access
}

#[test]
fn a_role_says_how_much_is_seen() {
    let access = seen(&a_technician(&[]));
    assert_eq!(access.visibility, Visibility::Assigned);
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Technician")
    workspaces none
    fleet none
      role Technician <- manual
      visibility assigned <- manual Technician
    "#);
}

#[test]
fn what_the_role_takes_away_nobody_gives_back() {
    let all = grant(Dimension::Visibility, "all", Source::Pin);
    assert_eq!(seen(&a_technician(&[all])).visibility, Visibility::Assigned);
    let single = grant(Dimension::Visibility, "single", Source::Manual);
    let access = seen(&a_technician(&[single]));
    assert_eq!(access.visibility, Visibility::Single);
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Technician")
    workspaces none
    fleet none
      role Technician <- manual
      visibility single <- manual
    "#);
}

#[test]
fn the_highest_source_decides_and_the_widest_of_one_rank() {
    let given = |value, source| grant(Dimension::Visibility, value, source);
    let words = [
        given("single", Source::Manual),
        given("assigned", scim(OKTA)),
        given("single", scim(HR)),
    ];
    assert_eq!(seen(&words).visibility, Visibility::Assigned);
    let pinned = [given("all", Source::Pin), given("single", scim(HR))];
    assert_eq!(seen(&pinned).visibility, Visibility::All);
    let policy = limited();
    let by_rule = through(&policy.rules[0], OKTA, true);
    let access = compiled(&[given("all", Source::Manual)], &[by_rule], &policy).access;
    assert_eq!(access.visibility, Visibility::Single);
}

#[test]
fn an_owner_sees_everything() {
    let single = [grant(Dimension::Visibility, "single", scim(OKTA))];
    let subject = Subject {
        owner: true,
        grants: &single,
        connections: &[OKTA],
        groups: &[],
    };
    let access = compile(&subject, &[], &limited()).access;
    assert_eq!(access.role.map(|role| role.id), Some(OWNER));
    assert_eq!(access.visibility, Visibility::All);
}

/// Cases, and documents that are seen by whoever is assigned to their case.
fn cases() -> Catalogue {
    let entity = |name: &str, by: Option<&str>| EntityType {
        name: name.to_owned(),
        module: format!("{name}s"),
        attributes: by
            .map(|by| EntityAttribute {
                name: by.to_owned(),
                kind: crate::access::AttributeKind::Text,
            })
            .into_iter()
            .collect(),
        assigned_by: by.map(str::to_owned),
        places: Vec::new(),
    };
    Catalogue {
        entities: vec![entity("case", None), entity("document", Some("case"))],
        ..Catalogue::default()
    }
}

fn asks(visibility: Visibility, makes: bool, record: &Record) -> Truth {
    let access = Access {
        visibility,
        ..Access::nothing()
    };
    let assigned = Assigned::to([RecordKey::new("case", "C-1")]);
    access.is_assigned(makes, &cases(), record, &assigned)
}

fn record(entity: &str, id: Option<&str>, attributes: &serde_json::Value) -> Record {
    Record {
        entity: entity.to_owned(),
        id: id.map(str::to_owned),
        attributes: serde_json::from_value(attributes.clone()).unwrap(),
    }
}

#[test]
fn who_is_assigned_sees_the_record() {
    let limited = |record: &Record| asks(Visibility::Assigned, false, record);
    let none = json!({});
    assert_eq!(limited(&record("case", Some("C-1"), &none)), Truth::Yes);
    assert_eq!(limited(&record("case", Some("c-1"), &none)), Truth::No);
    assert_eq!(limited(&record("case", Some("C-2"), &none)), Truth::No);
    let everyone = record("case", Some("C-2"), &none);
    assert_eq!(asks(Visibility::All, false, &everyone), Truth::Yes);
}

#[test]
fn a_document_is_seen_by_its_case() {
    let limited = |attributes: serde_json::Value| {
        let document = record("document", Some("C-1"), &attributes);
        asks(Visibility::Assigned, false, &document)
    };
    assert_eq!(limited(json!({"case": "C-1"})), Truth::Yes);
    assert_eq!(limited(json!({"case": ["C-2", "C-1"]})), Truth::Yes);
    assert_eq!(limited(json!({"case": "C-2"})), Truth::No);
    assert_eq!(limited(json!({"case": null})), Truth::No);
    let unsaid = || Truth::Unknown("case".to_owned());
    assert_eq!(limited(json!({})), unsaid());
    assert_eq!(limited(json!({"case": 1})), unsaid());
}

#[test]
fn a_case_is_opened_by_who_sees_assigned_ones_and_not_by_a_guest() {
    let new = record("case", None, &json!({}));
    let asked = |visibility, makes| asks(visibility, makes, &new);
    assert_eq!(asked(Visibility::Assigned, true), Truth::Yes);
    assert_eq!(asked(Visibility::Single, true), Truth::No);
    // To do anything else with a case it must be said which one.
    let unsaid = || Truth::Unknown("id".to_owned());
    assert_eq!(asked(Visibility::Assigned, false), unsaid());
    assert_eq!(asked(Visibility::Single, false), unsaid());
}
