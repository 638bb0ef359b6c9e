//! Which rules are true of whom, and on whose word.

use super::fixture::{ADMIN, HR, OKTA, ada, in_group, policy, rule};
use crate::access::{Rulebook, matches};
use muster_model::access::{Effect, Matched, Rule, SeenGroup};
use muster_model::ids::ConnectionId;
use muster_scim::schema::Kinds;

const KNOWN: [ConnectionId; 2] = [OKTA, HR];

fn matched(rule: Rule, groups: &[SeenGroup]) -> Option<Matched> {
    let rulebook = Rulebook::of(policy(vec![rule]), Kinds::built_in());
    matches(&ada(&KNOWN), groups, &rulebook).pop()
}

/// The groups it rests on and the connections whose word it is, by name.
fn told(rule: Rule, groups: &[SeenGroup]) -> String {
    let Some(matched) = matched(rule, groups) else {
        return "no".to_owned();
    };
    let because: Vec<&str> = matched.groups.iter().map(|g| g.name.as_str()).collect();
    let word_of: Vec<&str> = matched
        .word_of
        .iter()
        .map(|id| if *id == OKTA { "Okta" } else { "HR" })
        .collect();
    format!("yes, by {because:?}, on the word of {word_of:?}")
}

#[test]
fn a_membership_is_the_word_of_the_connection_that_pushes_the_group() {
    let chicago = rule(1, r#"groups.display eq "Fleet-Chicago""#);
    let groups = [
        in_group(31, "Everybody", HR, true),
        in_group(32, "Fleet-Chicago", OKTA, true),
    ];
    insta::assert_snapshot!(told(chicago.clone(), &groups), @r#"yes, by ["Fleet-Chicago"], on the word of ["Okta"]"#);
    insta::assert_snapshot!(told(chicago, &[]), @"no");
}

#[test]
fn attributes_are_the_word_of_everyone_who_knows_the_person() {
    let yard = rule(1, r#"department eq "yard""#);
    insta::assert_snapshot!(told(yard, &[]), @r#"yes, by [], on the word of ["Okta", "HR"]"#);
    let both = rule(1, r#"groups.display sw "Fleet-" and department eq "Yard""#);
    let groups = [in_group(32, "Fleet-Chicago", OKTA, true)];
    insta::assert_snapshot!(told(both, &groups), @r#"yes, by ["Fleet-Chicago"], on the word of ["Okta", "HR"]"#);
}

#[test]
fn the_absence_of_a_membership_is_everyones_word() {
    let nobody = rule(1, r#"not (groups.display eq "Contractors")"#);
    insta::assert_snapshot!(told(nobody.clone(), &[]), @r#"yes, by [], on the word of ["Okta", "HR"]"#);
    let contractor = [in_group(33, "Contractors", HR, false)];
    insta::assert_snapshot!(told(nobody, &contractor), @"no");
}

#[test]
fn two_groups_that_only_do_it_together_are_both_named() {
    let both = rule(
        1,
        r#"groups.display eq "Drivers" and groups.display eq "Chicago""#,
    );
    let groups = [
        in_group(31, "Drivers", OKTA, true),
        in_group(32, "Everybody", OKTA, true),
        in_group(33, "Chicago", HR, true),
    ];
    insta::assert_snapshot!(told(both, &groups), @r#"yes, by ["Drivers", "Chicago"], on the word of ["Okta", "HR"]"#);
}

#[test]
fn a_bound_rule_looks_at_its_connection_alone() {
    let mut chicago = rule(1, r#"groups.display eq "Fleet-Chicago""#);
    chicago.connection = Some(HR);
    let of_okta = [in_group(32, "Fleet-Chicago", OKTA, true)];
    assert_eq!(told(chicago.clone(), &of_okta), "no");
    let of_hr = [in_group(32, "Fleet-Chicago", HR, true)];
    insta::assert_snapshot!(told(chicago.clone(), &of_hr), @r#"yes, by ["Fleet-Chicago"], on the word of ["HR"]"#);

    let rulebook = Rulebook::of(policy(vec![chicago]), Kinds::built_in());
    assert_eq!(matches(&ada(&[OKTA]), &of_hr, &rulebook), []);
}

#[test]
fn a_membership_through_another_group_counts_unless_the_rule_is_privileged() {
    let mut admins = rule(1, r#"groups.display eq "Admins""#);
    let through = [in_group(34, "Admins", OKTA, false)];
    insta::assert_snapshot!(told(admins.clone(), &through), @r#"yes, by ["Admins"], on the word of ["Okta"]"#);
    admins.effects = vec![Effect::Role(ADMIN)];
    assert_eq!(told(admins.clone(), &through), "no");
    let direct = [in_group(34, "Admins", OKTA, true)];
    insta::assert_snapshot!(told(admins, &direct), @r#"yes, by ["Admins"], on the word of ["Okta"]"#);
}

#[test]
fn the_more_trusted_of_two_reasons_is_named() {
    let admins = rule(1, r#"groups.display eq "Admins""#);
    let groups = [
        in_group(34, "Admins", HR, true),
        in_group(35, "Admins", OKTA, true),
    ];
    insta::assert_snapshot!(told(admins, &groups), @r#"yes, by ["Admins"], on the word of ["Okta"]"#);
}

#[test]
fn a_rule_that_is_off_or_unreadable_is_never_true() {
    let mut off = rule(1, "userName pr");
    off.enabled = false;
    assert_eq!(told(off, &[]), "no");
    assert_eq!(told(rule(1, "userName nonsense"), &[]), "no");
}

#[test]
fn each_group_of_the_prefix_captures_the_rest_of_its_name() {
    let mut named = rule(1, r#"groups.display sw "ws-" and department eq "Yard""#);
    named.effects = vec![Effect::CapturedWorkspace];
    let groups = [
        in_group(31, "WS-Yard", OKTA, true),
        in_group(32, "Everybody", OKTA, true),
        in_group(33, "WS- Office ", HR, false),
        in_group(34, "WS-", OKTA, true),
    ];
    let rulebook = Rulebook::of(policy(vec![named]), Kinds::built_in());
    let told: Vec<String> = matches(&ada(&KNOWN), &groups, &rulebook)
        .iter()
        .map(|matched| {
            let by: Vec<&str> = matched.groups.iter().map(|g| g.name.as_str()).collect();
            format!("{:?} by {by:?}", matched.captured)
        })
        .collect();
    insta::assert_debug_snapshot!(told, @r#"
    [
        "None by [\"WS-\"]",
        "Some(\"Yard\") by [\"WS-Yard\"]",
        "Some(\"Office\") by [\"WS- Office \"]",
    ]
    "#);
}

#[test]
fn a_group_that_would_not_do_alone_captures_nothing() {
    let mut named = rule(1, r#"groups[display sw "WS-" and display ew "(live)"]"#);
    named.effects = vec![Effect::CapturedWorkspace];
    let groups = [
        in_group(31, "WS-Yard", OKTA, true),
        in_group(32, "WS-Office (live)", OKTA, true),
    ];
    let rulebook = Rulebook::of(policy(vec![named]), Kinds::built_in());
    let all = matches(&ada(&KNOWN), &groups, &rulebook);
    let captured: Vec<&str> = all.iter().filter_map(|m| m.captured.as_deref()).collect();
    assert_eq!(captured, ["Office (live)"]);
}
