//! What the names of groups give, and what options do.

use super::fixture::{OKTA, compiled, policy, rule, through, told};
use crate::access::{Effect, Matched, PersonOption, Rule};

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
