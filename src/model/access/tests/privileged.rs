//! Roles with account permissions come only from connections that a person switched on for it.

use super::fixture::{
    ADMIN, HR, OKTA, VIEWER, YARD, by_attributes, compiled, grant, policy, rule, scim, through,
    told,
};
use crate::access::guards::Barred;
use crate::access::{Dimension, Effect, LeftOut};

#[test]
fn an_unprivileged_directory_cannot_make_an_admin() {
    let policy = policy(Vec::new());
    let from_hr = grant(Dimension::Role, &ADMIN.to_string(), scim(HR));
    let outcome = compiled(&[from_hr], &[], &policy);
    assert_eq!(outcome.access.role, None);
    assert_eq!(
        outcome.left_out,
        [LeftOut {
            why: Barred::NotPrivileged {
                role: "Admin".to_owned(),
                connection: policy.named(HR),
            },
            source: scim(HR)
        }]
    );

    let from_okta = grant(Dimension::Role, &ADMIN.to_string(), scim(OKTA));
    let outcome = compiled(&[from_okta], &[], &policy);
    assert_eq!(outcome.access.permissions, ["account.*", "vehicles.*"]);
    assert_eq!(outcome.left_out, []);
}

#[test]
fn the_rest_of_a_rule_is_applied_when_its_role_is_left_out() {
    let admins = rule(1, 10, &[Effect::Role(ADMIN), Effect::Workspace(YARD)]);
    let policy = policy(vec![admins.clone()]);
    let outcome = compiled(&[], &[through(&admins, HR, true)], &policy);
    insta::assert_snapshot!(told(&outcome.access), @r#"
    role None
    workspaces Yard
    fleet none
      workspace Yard <- rule HR > Fleet-Chicago > rule 1
    "#);
    assert_eq!(outcome.left_out.len(), 1);
}

#[test]
fn a_privileged_rule_counts_direct_members_only() {
    let admins = rule(1, 10, &[Effect::Role(ADMIN), Effect::Workspace(YARD)]);
    let viewers = rule(2, 5, &[Effect::Role(VIEWER)]);
    let policy = policy(vec![admins.clone(), viewers.clone()]);
    let indirect = [
        through(&admins, OKTA, false),
        through(&viewers, OKTA, false),
    ];
    insta::assert_snapshot!(told(&compiled(&[], &indirect, &policy).access), @r#"
    role Some("Viewer")
    workspaces none
    fleet none
      role Viewer <- rule Okta > Fleet-Chicago > rule 2
    "#);
    let direct = [through(&admins, OKTA, true), through(&viewers, OKTA, true)];
    insta::assert_snapshot!(told(&compiled(&[], &direct, &policy).access), @r#"
    role Some("Admin")
    workspaces Yard
    fleet none
      role Admin <- rule Okta > Fleet-Chicago > rule 1
      workspace Yard <- rule Okta > Fleet-Chicago > rule 1
    "#);
}

#[test]
fn every_connection_whose_word_it_is_must_be_privileged() {
    let admins = rule(1, 10, &[Effect::Role(ADMIN)]);
    let policy = policy(vec![admins.clone()]);
    let both = compiled(&[], &[by_attributes(&admins, &[OKTA, HR])], &policy);
    assert_eq!(both.access.role, None);
    let okta = compiled(&[], &[by_attributes(&admins, &[OKTA])], &policy);
    assert_eq!(okta.access.role.unwrap().name, "Admin");
}

#[test]
fn switching_the_connection_off_takes_the_role_back() {
    let mut policy = policy(Vec::new());
    let grants = [grant(Dimension::Role, &ADMIN.to_string(), scim(OKTA))];
    assert!(compiled(&grants, &[], &policy).access.role.is_some());
    policy.directories[0].privileged = false;
    assert_eq!(compiled(&grants, &[], &policy).access.role, None);
}
