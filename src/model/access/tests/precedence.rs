//! One role a person: whose word counts most.

use super::fixture::{
    ADMIN, HR, OKTA, OWNER, TECHNICIAN, VIEWER, by_attributes, compiled, grant, policy, rule, scim,
    through, told,
};
use crate::access::{Dimension, Effect, Source, Subject, compile};

#[test]
fn the_directory_attribute_beats_rules_and_hands() {
    let by_rule = rule(1, 10, &[Effect::Role(TECHNICIAN)]);
    let policy = policy(vec![by_rule.clone()]);
    let grants = [
        grant(Dimension::Role, &ADMIN.to_string(), Source::Manual),
        grant(Dimension::Role, &VIEWER.to_string(), scim(HR)),
    ];
    let access = compiled(&grants, &[through(&by_rule, OKTA, true)], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Viewer")
    workspaces none
    fleet none
      role Viewer <- scim HR
    "#);
}

#[test]
fn a_pin_beats_all_but_the_owner() {
    let by_rule = rule(1, 10, &[Effect::Role(TECHNICIAN), Effect::FleetEntire]);
    let policy = policy(vec![by_rule.clone()]);
    let grants = [
        grant(Dimension::Role, &ADMIN.to_string(), scim(OKTA)),
        grant(Dimension::Role, &VIEWER.to_string(), Source::Pin),
        grant(Dimension::FleetAccess, "none", Source::Pin),
    ];
    let access = compiled(&grants, &[through(&by_rule, OKTA, true)], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Viewer")
    workspaces none
    fleet none
      role Viewer <- pin
      fleet_access none <- pin
    "#);
}

#[test]
fn the_rule_of_higher_priority_wins_and_beats_the_hand() {
    let low = rule(1, 10, &[Effect::Role(TECHNICIAN)]);
    let high = rule(2, 20, &[Effect::Role(VIEWER)]);
    let policy = policy(vec![low.clone(), high.clone()]);
    let matched = [through(&low, OKTA, true), through(&high, HR, true)];
    let by_hand = [grant(Dimension::Role, &ADMIN.to_string(), Source::Manual)];
    let access = compiled(&by_hand, &matched, &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Viewer")
    workspaces none
    fleet none
      role Viewer <- rule HR > Fleet-Chicago > rule 2
    "#);
}

#[test]
fn a_tie_goes_to_the_role_of_higher_priority_then_to_the_older_rule() {
    let viewer = rule(1, 10, &[Effect::Role(VIEWER)]);
    let technician = rule(2, 10, &[Effect::Role(TECHNICIAN)]);
    let same = rule(3, 10, &[Effect::Role(TECHNICIAN)]);
    let policy = policy(vec![viewer.clone(), technician.clone(), same.clone()]);
    let matched = [
        by_attributes(&same, &[HR]),
        by_attributes(&viewer, &[HR]),
        through(&technician, HR, true),
    ];
    let access = compiled(&[], &matched, &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Technician")
    workspaces none
    fleet none
      role Technician <- rule HR > Fleet-Chicago > rule 2
      role Technician <- rule rule 3
    "#);
}

#[test]
fn the_default_role_is_for_whoever_gets_none() {
    let mut policy = policy(Vec::new());
    policy.default_role = Some(VIEWER);
    let nobody = compiled(&[], &[], &policy).access;
    insta::assert_snapshot!(told(&nobody), @r#"
    role Some("Viewer")
    workspaces none
    fleet none
      role Viewer <- default
    "#);

    let by_hand = [grant(
        Dimension::Role,
        &TECHNICIAN.to_string(),
        Source::Manual,
    )];
    let somebody = compiled(&by_hand, &[], &policy).access;
    insta::assert_snapshot!(told(&somebody), @r#"
    role Some("Technician")
    workspaces none
    fleet none
      role Technician <- manual
    "#);
}

#[test]
fn an_owner_has_everything_whatever_a_directory_says() {
    let policy = policy(Vec::new());
    let grants = [
        grant(Dimension::Role, &VIEWER.to_string(), scim(OKTA)),
        grant(Dimension::FleetAccess, "none", scim(OKTA)),
    ];
    let owner = Subject {
        owner: true,
        grants: &grants,
        connections: &[],
        groups: &[],
    };
    let access = compile(&owner, &[], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Owner")
    workspaces all
    fleet all
      role Owner <- owner
      workspace all <- owner
      fleet_access entire <- owner
    "#);
    assert_eq!(access.permissions, ["*"]);
}

#[test]
fn nobody_has_account_permissions_by_default() {
    let mut policy = policy(Vec::new());
    policy.default_role = Some(ADMIN);
    assert_eq!(compiled(&[], &[], &policy).access.role, None);
    policy.default_role = Some(VIEWER);
    let viewer = compiled(&[], &[], &policy).access.role;
    assert_eq!(viewer.map(|role| role.id), Some(VIEWER));
}

#[test]
fn nobody_gives_the_role_of_the_owner() {
    let by_rule = rule(1, 10, &[Effect::Role(OWNER)]);
    let mut policy = policy(vec![by_rule.clone()]);
    policy.default_role = Some(OWNER);
    let grants = [
        grant(Dimension::Role, &OWNER.to_string(), scim(OKTA)),
        grant(Dimension::Role, &OWNER.to_string(), Source::Manual),
    ];
    let access = compiled(&grants, &[through(&by_rule, OKTA, true)], &policy).access;
    assert_eq!(access.role, None);
    assert_eq!(access.permissions, Vec::<String>::new());
}
