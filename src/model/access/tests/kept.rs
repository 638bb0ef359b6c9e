//! Who keeps which part, and what becomes of whom nothing is given.

use super::fixture::{
    HR, OFFICE, OKTA, TECHNICIAN, VIEWER, YARD, compiled, grant, policy, rule, scim, through, told,
};
use crate::access::{
    Dimension, Effect, Grant, Keeper, NothingLeft, Part, PersonOption, Policy, Source,
};

#[test]
fn what_people_keep_no_directory_gives() {
    let technicians = rule(1, 10, &[Effect::Role(TECHNICIAN), Effect::Workspace(YARD)]);
    let mut policy = policy(vec![technicians.clone()]);
    policy.directories[0]
        .ownership
        .set(Part::Role, Keeper::Console);
    let grants = [
        grant(Dimension::Role, &TECHNICIAN.to_string(), scim(OKTA)),
        grant(Dimension::Role, &VIEWER.to_string(), Source::Manual),
    ];
    let access = compiled(&grants, &[through(&technicians, OKTA, true)], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role Some("Viewer")
    workspaces Yard
    fleet none
      role Viewer <- manual
      workspace Yard <- rule Okta > Fleet-Chicago > rule 1
    "#);
    // The other directory's word counts.
    let access = compiled(&grants, &[through(&technicians, HR, true)], &policy).access;
    assert_eq!(access.role.unwrap().id, TECHNICIAN);
}

#[test]
fn what_a_directory_keeps_nobody_gives_by_hand() {
    let mut policy = policy(Vec::new());
    let grants = [
        grant(Dimension::Workspace, &YARD.to_string(), Source::Manual),
        grant(Dimension::Workspace, &OFFICE.to_string(), scim(OKTA)),
    ];
    let names = |policy: &Policy| {
        compiled(&grants, &[], policy)
            .access
            .workspaces
            .names()
            .join(", ")
    };
    assert_eq!(names(&policy), "Office, Yard");
    policy.directories[1]
        .ownership
        .set(Part::Scope, Keeper::Directory);
    assert_eq!(names(&policy), "Office");
}

#[test]
fn a_directorys_word_on_an_option_waits_until_it_counts() {
    let mut policy = policy(Vec::new());
    let grants = [
        grant(Dimension::Option, "weekly_email", scim(OKTA)),
        grant(Dimension::Option, "can_own_records", Source::Manual),
    ];
    let options = |policy: &Policy| {
        let names = compiled(&grants, &[], policy).access.options;
        names
            .into_iter()
            .map(PersonOption::as_str)
            .collect::<Vec<_>>()
    };
    assert_eq!(options(&policy), ["can_own_records"]);
    let mut lay_down = |keeper| {
        policy.directories[0].ownership.set(Part::Options, keeper);
        options(&policy)
    };
    assert_eq!(lay_down(Keeper::Both), ["weekly_email", "can_own_records"]);
    assert_eq!(lay_down(Keeper::Directory).first(), Some(&"weekly_email"));
    assert_eq!(lay_down(Keeper::Console), ["can_own_records"]);
}

#[test]
fn the_account_says_what_becomes_of_whom_nothing_is_given() {
    let mut policy = policy(Vec::new());
    policy.default_role = Some(VIEWER);
    let role = |policy: &Policy, grants: &[Grant]| {
        compiled(grants, &[], policy).access.role.map(|r| r.name)
    };
    let yard = [grant(
        Dimension::Workspace,
        &YARD.to_string(),
        Source::Manual,
    )];
    let viewer = Some("Viewer".to_owned());
    let cases = [
        (None, viewer.clone()),
        (Some(NothingLeft::DefaultRole), viewer.clone()),
        (Some(NothingLeft::Keep), None),
        (Some(NothingLeft::NoAccess), None),
    ];
    for (choice, expected) in cases {
        policy.nothing_left = choice;
        assert_eq!(role(&policy, &[]), expected, "{choice:?}");
        assert_eq!(role(&policy, &yard), viewer, "{choice:?}");
        let no_fleet = [grant(Dimension::FleetAccess, "none", scim(OKTA))];
        assert_eq!(role(&policy, &no_fleet), expected, "{choice:?}");
    }
}
