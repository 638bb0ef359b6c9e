//! What a directory writes into the access attributes.

use super::fixture::{ADMIN, HR, OKTA, SeededIds, TECHNICIAN, YARD, policy};
use crate::access::attributes::{Writer, Written, read};
use muster_model::access::{Dimension, Ownership, PersonOption};
use muster_model::clock::Timestamp;
use muster_model::ids::ConnectionId;
use muster_scim::error::Error;
use serde_json::{Value, json};

fn written(extension: &Value, connection: ConnectionId) -> Result<Written, Error> {
    let policy = policy(Vec::new());
    let writer = Writer {
        connection,
        name: if connection == HR { "HR" } else { "Okta" },
        ownership: &Ownership::default(),
        policy: &policy,
        held: &[],
        again: &[],
        ids: &SeededIds::default(),
        now: Timestamp(0),
        forgives: false,
    };
    read(extension.as_object().unwrap(), &writer)
}

/// The dimensions that were named, each with the values that are given.
fn given(extension: &Value, connection: ConnectionId) -> Vec<(Dimension, Vec<String>)> {
    let written = written(extension, connection).unwrap();
    written
        .grants()
        .iter()
        .map(|(dimension, grants)| {
            (
                *dimension,
                grants.iter().map(|grant| grant.value.clone()).collect(),
            )
        })
        .collect()
}

#[test]
fn names_slugs_and_ids_are_taken_in_any_case() {
    let role = |text: &str| given(&json!({"role": text}), HR);
    let technician = vec![(Dimension::Role, vec![TECHNICIAN.to_string()])];
    assert_eq!(role("TECHNICIAN"), technician);
    assert_eq!(role(" technician "), technician);
    assert_eq!(role(&TECHNICIAN.to_string()), technician);
}

#[test]
fn lists_are_one_string_or_several() {
    let both = vec![(
        Dimension::Workspace,
        vec![
            "00000000-0000-0000-0000-00000000000b".to_owned(),
            "00000000-0000-0000-0000-00000000000c".to_owned(),
        ],
    )];
    assert_eq!(given(&json!({"workspaces": "office; Yard;yard"}), HR), both);
    assert_eq!(given(&json!({"workspaces": ["Yard", "Office"]}), HR), both);
    assert_eq!(
        given(
            &json!({"workspaces": [{"value": "Yard"}, {"value": "Office"}]}),
            HR
        ),
        both
    );
    let all = vec![(Dimension::Workspace, vec!["all".to_owned()])];
    assert_eq!(given(&json!({"workspaces": "All"}), HR), all);
}

#[test]
fn null_and_nothing_clear_and_absence_leaves_alone() {
    let cleared = vec![(Dimension::Workspace, Vec::new())];
    for nothing in [json!(null), json!(""), json!(" ; "), json!([])] {
        assert_eq!(given(&json!({"workspaces": nothing}), HR), cleared);
    }
    assert_eq!(given(&json!({}), HR), []);
}

#[test]
fn the_fleet_is_entire_or_groups_or_none() {
    let fleet = given(
        &json!({"fleetAccess": "Groups", "fleetGroups": "chicago"}),
        HR,
    );
    let expected = vec![
        (Dimension::FleetAccess, vec!["groups".to_owned()]),
        (
            Dimension::FleetGroup,
            vec!["00000000-0000-0000-0000-000000000016".to_owned()],
        ),
    ];
    assert_eq!(fleet, expected);
}

#[test]
fn an_option_is_given_by_true_and_told_where_people_keep_it() {
    let sent = json!({"weeklyEmail": true, "messageNotifications": false, "canOwnRecords": null});
    let written = written(&sent, HR).unwrap();
    let given: Vec<(PersonOption, Vec<&str>)> = written
        .options()
        .iter()
        .map(|(option, grants)| {
            let values = grants.iter().map(|grant| grant.value.as_str());
            (*option, values.collect())
        })
        .collect();
    let expected = [
        (PersonOption::WeeklyEmail, vec!["weekly_email"]),
        (PersonOption::MessageNotifications, vec![]),
        (PersonOption::CanOwnRecords, vec![]),
    ];
    assert_eq!(given, expected);
    assert_eq!((written.grants().len(), written.kept.len()), (0, 0));
    insta::assert_snapshot!(written.ignored.join("\n"), @"left out: people keep the options of whom HR knows: let the directory write it with `muster connection set --connection 00000000-0000-0000-0000-0000000000a2 --owns options=both`");
}

#[test]
fn a_role_that_the_connection_may_not_give_is_left_out() {
    let from_hr = written(&json!({"role": "Admin", "workspaces": "Yard"}), HR).unwrap();
    assert_eq!(from_hr.grants().len(), 1);
    assert_eq!(from_hr.grants()[0].1[0].value, YARD.to_string());
    insta::assert_snapshot!(from_hr.ignored.join("\n"), @r#"left out: role "Admin" holds account permissions, and HR is not privileged: an owner may change that with `muster connection set --connection 00000000-0000-0000-0000-0000000000a2 --privileged on`"#);

    let from_okta = given(&json!({"role": "Admin"}), OKTA);
    assert_eq!(from_okta, [(Dimension::Role, vec![ADMIN.to_string()])]);

    let owner = written(&json!({"role": "owner"}), OKTA).unwrap();
    assert_eq!(owner.grants(), []);
    insta::assert_snapshot!(owner.ignored.join("\n"), @"left out: no rule, directory or grant makes an owner: an owner passes the ownership on");
}

#[test]
fn a_value_that_names_nothing_is_told_what_there_is() {
    let refused = |extension: Value| {
        let error = written(&extension, HR).unwrap_err();
        format!("{} {:?} {}", error.status, error.scim_type, error.detail)
    };
    insta::assert_snapshot!(refused(json!({"role": "Pilot"})), @r#"400 Some(InvalidValue) role "Pilot" does not exist; use one of: Admin, Technician"#);
    insta::assert_snapshot!(refused(json!({"role": "Admin;Technician"})), @"400 Some(InvalidValue) role takes one role, not a list");
    insta::assert_snapshot!(refused(json!({"workspaces": "Yard;Moon"})), @r#"400 Some(InvalidValue) workspace "Moon" does not exist; use one of: Office, Yard"#);
    insta::assert_snapshot!(refused(json!({"fleetAccess": "half"})), @"400 Some(InvalidValue) fleetAccess takes one of: entire, groups, none");
    insta::assert_snapshot!(refused(json!({"fleetGroups": "Mars"})), @r#"400 Some(InvalidValue) fleet group "Mars" does not exist; use one of: Chicago, Midwest"#);
    insta::assert_snapshot!(refused(json!({"weeklyEmail": "often"})), @"400 Some(InvalidValue) weeklyEmail takes true or false");
    insta::assert_snapshot!(refused(json!({"workspaces": 7})), @"400 Some(InvalidValue) workspaces takes text, or a list of texts");
}

#[test]
fn a_name_that_nothing_has_gives_nothing_where_that_is_forgiven() {
    let policy = policy(Vec::new());
    let writer = Writer {
        connection: OKTA,
        name: "Okta",
        ownership: &Ownership::default(),
        policy: &policy,
        held: &[],
        again: &[],
        ids: &SeededIds::default(),
        now: Timestamp(0),
        forgives: true,
    };
    let sent = json!({"role": "Stoker", "workspaces": "Yard; Moon", "fleetAccess": "half"});
    let written = read(sent.as_object().unwrap(), &writer).unwrap();
    let given: Vec<(Dimension, usize)> = written
        .grants()
        .iter()
        .map(|(dimension, grants)| (*dimension, grants.len()))
        .collect();
    let expected = [
        (Dimension::Role, 0),
        (Dimension::Workspace, 1),
        // The word that opens nothing.
        (Dimension::FleetAccess, 1),
    ];
    assert_eq!(given, expected);
    assert_eq!((written.unknown.len(), written.ignored.len()), (3, 0));
}
