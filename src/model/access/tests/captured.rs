//! What the names of groups give, and what options do.

use super::fixture::{OKTA, TECHNICIAN, compiled, policy, rule, through, told};
use crate::access::{Effect, Matched, PersonOption, Role, Rule, Visibility};
use crate::ids::RoleId;
use std::collections::BTreeMap;
use uuid::Uuid;

fn named(rule: &Rule, rest: &str) -> Matched {
    Matched {
        captured: Some(rest.to_owned()),
        part: None,
        ..through(rule, OKTA, true)
    }
}

#[test]
fn a_name_gives_what_has_it_and_nothing_that_has_not() {
    let all = [
        Effect::CapturedRole,
        Effect::CapturedWorkspace,
        Effect::CapturedFleetGroup,
    ];
    let by_name = rule(1, 10, &all);
    let matched = [
        through(&by_name, OKTA, true),
        named(&by_name, "yard"),
        named(&by_name, "MIDWEST"),
        named(&by_name, "Technician"),
        named(&by_name, "Nowhere"),
    ];
    let policy = policy(vec![by_name]);
    insta::assert_snapshot!(told(&compiled(&[], &matched, &policy).access), @r#"
    role Some("Technician")
    workspaces Yard
    fleet Chicago, Midwest
      role Technician <- rule Okta > Fleet-Chicago > rule 1
      workspace Yard <- rule Okta > Fleet-Chicago > rule 1
      fleet_group Chicago <- rule Okta > Fleet-Chicago > rule 1 > Midwest
      fleet_group Midwest <- rule Okta > Fleet-Chicago > rule 1
    "#);
}

#[test]
fn a_name_never_gives_account_permissions() {
    let by_name = rule(1, 10, &[Effect::CapturedRole]);
    let matched = [named(&by_name, "Admin"), named(&by_name, "Owner")];
    let compiled = compiled(&[], &matched, &policy(vec![by_name]));
    assert_eq!((compiled.access.role, compiled.left_out), (None, vec![]));
}

#[test]
fn what_a_role_is_called_for_good_comes_before_what_another_one_is_called_today() {
    let by_name = rule(1, 10, &[Effect::CapturedRole]);
    let mut policy = policy(vec![by_name.clone()]);
    // Before the technicians, by priority as by place.
    policy.roles.insert(
        0,
        Role {
            id: RoleId(Uuid::from_u128(9)),
            slug: "boss".to_owned(),
            name: "TECHNICIAN".to_owned(),
            priority: 990,
            built_in: false,
            permissions: Vec::new(),
            visibility: Visibility::All,
            records: BTreeMap::new(),
        },
    );
    let access = compiled(&[], &[named(&by_name, "Technician")], &policy).access;
    assert_eq!(access.role.map(|role| role.id), Some(TECHNICIAN));
    assert_eq!(
        policy.role_called("boss").map(|role| role.priority),
        Some(990)
    );
}

#[test]
fn an_option_is_on_when_any_rule_says_so() {
    let weekly = Effect::Option(PersonOption::WeeklyEmail);
    let one = rule(1, 10, std::slice::from_ref(&weekly));
    let other = rule(2, 20, &[weekly]);
    let matched = [through(&one, OKTA, true), through(&other, OKTA, true)];
    let access = compiled(&[], &matched, &policy(vec![one, other])).access;
    assert_eq!(access.options, [PersonOption::WeeklyEmail]);
    insta::assert_snapshot!(told(&access), @r"
    role None
    workspaces none
    fleet none
      option weekly_email <- rule Okta > Fleet-Chicago > rule 2
      option weekly_email <- rule Okta > Fleet-Chicago > rule 1
    ");
}
