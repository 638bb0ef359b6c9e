//! Workspaces and fleet groups come together from every source.

use super::fixture::{
    CHICAGO, HR, MIDWEST, OFFICE, OKTA, WEST, YARD, by_attributes, compiled, grant, policy, rule,
    scim, through, told,
};
use crate::access::{Dimension, Effect, Source};

#[test]
fn workspaces_are_a_union_and_every_source_is_named() {
    let yard = rule(1, 10, &[Effect::Workspace(YARD)]);
    let policy = policy(vec![yard.clone()]);
    let grants = [
        grant(Dimension::Workspace, &OFFICE.to_string(), scim(HR)),
        grant(Dimension::Workspace, &YARD.to_string(), Source::Manual),
    ];
    let access = compiled(&grants, &[through(&yard, OKTA, true)], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role None
    workspaces Office, Yard
    fleet none
      workspace Office <- scim HR
      workspace Yard <- rule Okta > Fleet-Chicago > rule 1
      workspace Yard <- manual
    "#);
}

#[test]
fn all_workspaces_swallow_the_single_ones() {
    let all = rule(1, 10, &[Effect::AllWorkspaces]);
    let policy = policy(vec![all.clone()]);
    let grants = [grant(
        Dimension::Workspace,
        &YARD.to_string(),
        Source::Manual,
    )];
    let access = compiled(&grants, &[by_attributes(&all, &[HR])], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role None
    workspaces all
    fleet none
      workspace all <- rule rule 1
    "#);
}

#[test]
fn a_fleet_group_brings_its_subgroups() {
    let chicago = rule(1, 10, &[Effect::FleetGroup(CHICAGO)]);
    let policy = policy(vec![chicago.clone()]);
    let grants = [
        grant(Dimension::FleetGroup, &MIDWEST.to_string(), scim(HR)),
        grant(Dimension::FleetGroup, &WEST.to_string(), Source::Manual),
    ];
    let access = compiled(&grants, &[through(&chicago, OKTA, false)], &policy).access;
    insta::assert_snapshot!(told(&access), @r#"
    role None
    workspaces none
    fleet Chicago, Midwest, West
      fleet_group Chicago <- scim HR > Midwest
      fleet_group Chicago <- rule Okta > Fleet-Chicago > rule 1
      fleet_group Midwest <- scim HR
      fleet_group West <- manual
    "#);
}

#[test]
fn the_directory_has_the_word_on_the_fleet_as_a_whole() {
    let entire = rule(1, 10, &[Effect::FleetEntire]);
    let policy = policy(vec![entire.clone()]);
    let matched = [through(&entire, OKTA, true)];
    insta::assert_snapshot!(told(&compiled(&[], &matched, &policy).access), @r#"
    role None
    workspaces none
    fleet all
      fleet_access entire <- rule Okta > Fleet-Chicago > rule 1
    "#);

    let only_groups = [
        grant(Dimension::FleetAccess, "groups", scim(HR)),
        grant(Dimension::FleetGroup, &WEST.to_string(), scim(HR)),
    ];
    insta::assert_snapshot!(told(&compiled(&only_groups, &matched, &policy).access), @r#"
    role None
    workspaces none
    fleet West
      fleet_group West <- scim HR
    "#);

    let nothing = [
        grant(Dimension::FleetAccess, "none", scim(HR)),
        grant(Dimension::FleetGroup, &WEST.to_string(), Source::Manual),
    ];
    insta::assert_snapshot!(told(&compiled(&nothing, &matched, &policy).access), @r#"
    role None
    workspaces none
    fleet none
      fleet_access none <- scim HR
    "#);
}

#[test]
fn what_is_removed_or_switched_off_gives_nothing() {
    let mut off = rule(1, 10, &[Effect::Workspace(YARD)]);
    off.enabled = false;
    let policy = policy(vec![off.clone()]);
    let gone = rule(9, 10, &[Effect::Workspace(YARD)]);
    let grants = [grant(
        Dimension::Workspace,
        "00000000-0000-0000-0000-00000000dead",
        Source::Manual,
    )];
    let matched = [by_attributes(&off, &[HR]), by_attributes(&gone, &[HR])];
    insta::assert_snapshot!(told(&compiled(&grants, &matched, &policy).access), @r#"
    role None
    workspaces none
    fleet none
    "#);
}
