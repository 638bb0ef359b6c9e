//! Files planned against accounts, as stories.

use super::{Existing, Plan, Step};
use crate::access::file::AccessFile;
use crate::access::preset::{Preset, built_in_roles, catalogue};
use crate::access::tests::SeededIds;
use muster_model::access::{Directory, Ownership, Policy};
use muster_model::ids::ConnectionId;
use muster_scim::schema::Kinds;
use uuid::Uuid;

mod modules;
mod record_sets;

/// An account that has nothing but its built-in roles and one connection.
fn fresh() -> Existing {
    fresh_as(None)
}

/// The same, with what a preset adds.
fn fresh_as(preset: Option<Preset>) -> Existing {
    let offered = catalogue(preset).unwrap();
    Existing {
        policy: Policy {
            version: 1,
            roles: built_in_roles(preset, &SeededIds::default()).unwrap(),
            directories: vec![Directory {
                id: ConnectionId(Uuid::from_u128(7)),
                name: "Okta".to_owned(),
                privileged: false,
                ownership: Ownership::default(),
                projects: false,
            }],
            catalogue: offered.clone(),
            ..Policy::default()
        },
        offered,
        verified_domains: Vec::new(),
        kinds: Kinds::built_in(),
    }
}

#[test]
fn the_example_fits_an_account_of_every_preset() {
    let example = include_str!("../../../../../config/access.example.toml");
    let presets = Preset::ALL.map(Some).into_iter().chain([None]);
    for preset in presets {
        let planned = planned(&fresh_as(preset), example);
        assert!(planned.is_ok(), "{preset:?}: {planned:?}");
    }
}

fn planned(existing: &Existing, text: &str) -> Result<Plan, String> {
    let file = AccessFile::read(text).map_err(|error| error.to_string())?;
    Plan::of(existing, &file, &SeededIds::after(1000)).map_err(|error| error.to_string())
}

/// The account once a plan is done.
fn done(existing: &Existing, plan: Plan) -> Existing {
    let mut domains = existing.verified_domains.clone();
    for step in &plan.steps {
        match step {
            Step::AddDomain(domain) => domains.push(domain.clone()),
            Step::DropDomain(domain) => domains.retain(|held| held != domain),
            _ => {}
        }
    }
    Existing {
        policy: plan.after,
        offered: existing.offered.clone(),
        verified_domains: domains,
        kinds: Kinds::built_in(),
    }
}

/// What a step does, in a few words.
fn told(plan: &Plan) -> String {
    let words = |step: &Step| match step {
        Step::Assigning(settled) => format!("assignments {}", settled.when.as_str()),
        Step::AddDomain(domain) => format!("+ domain {domain}"),
        Step::DropDomain(domain) => format!("- domain {domain}"),
        Step::PutCatalogue(catalogue) => format!("{} modules", catalogue.modules.len()),
        Step::PutRole(role) => format!("+ role {}", role.slug),
        Step::DefaultRole(role) => format!("default role {}", role.is_some()),
        Step::NothingLeft(choice) => format!("nothing left {choice:?}"),
        Step::PutWorkspace(workspace) => format!("+ workspace {}", workspace.name),
        Step::PutFleetGroup(group) => format!("+ fleet group {}", group.name),
        Step::PutRule(rule) => format!("+ rule {} ({} effects)", rule.name, rule.effects.len()),
        Step::PutRecordSet(set) => format!("+ record set {}", set.name),
        Step::MoveRecordSet { .. } => "move record set".to_owned(),
        Step::DropRecordSet(set) => format!("- record set {}", set.name),
        Step::DropRule(_) => "- rule".to_owned(),
        Step::MoveRole { .. } => "move role".to_owned(),
        Step::DropFleetGroup(_) => "- fleet group".to_owned(),
        Step::DropWorkspace(_) => "- workspace".to_owned(),
        Step::DropRole(role) => format!("- role {}", role.slug),
    };
    let lines: Vec<String> = plan.steps.iter().map(words).collect();
    lines.join("\n")
}

const EXAMPLE: &str = include_str!("../../../../../config/access.example.toml");

#[test]
fn the_example_applied_twice_changes_nothing() {
    let first = planned(&fresh(), EXAMPLE).unwrap();
    insta::assert_snapshot!(told(&first), @r#"
    + domain example.com
    + role yard-technician
    + workspace Yard
    + workspace Workshop
    + workspace Office
    + fleet group Midwest
    + fleet group Chicago
    + fleet group West
    + rule Chicago drivers (2 effects)
    + rule Technicians of the yard (3 effects)
    + rule Dispatch sees everything (2 effects)
    "#);
    assert_eq!(first.after.version, 2);

    let again = planned(&done(&fresh(), first), EXAMPLE).unwrap();
    assert_eq!(again.steps, []);
    assert_eq!(again.after.version, 2);
}

#[test]
fn without_prune_what_the_file_does_not_name_stays() {
    let full = done(&fresh(), planned(&fresh(), EXAMPLE).unwrap());
    assert_eq!(planned(&full, "workspaces = [\"Yard\"]").unwrap().steps, []);
}

#[test]
fn with_prune_all_but_the_built_in_goes() {
    let full = done(&fresh(), planned(&fresh(), EXAMPLE).unwrap());
    let plan = planned(&full, "prune = true\nworkspaces = [\"Yard\"]").unwrap();
    insta::assert_snapshot!(told(&plan), @r#"
    - domain example.com
    - rule
    - rule
    - rule
    - fleet group
    - fleet group
    - fleet group
    - workspace
    - workspace
    - role yard-technician
    "#);
    assert_eq!(plan.after.roles.len(), 8);
    assert_eq!(plan.after.fleet.all(), []);
}

#[test]
fn prune_keeps_what_a_rule_of_the_file_gives() {
    let full = done(&fresh(), planned(&fresh(), EXAMPLE).unwrap());
    let rule = "prune = true\n[[rule]]\nname = \"r\"\nwhen = 'userName pr'\n\
        then.fleet = [\"chicago\"]\nthen.role = \"yard-technician\"\n";
    let plan = planned(&full, rule).unwrap();
    let names: Vec<&str> = plan
        .after
        .fleet
        .all()
        .iter()
        .map(|g| g.name.as_str())
        .collect();
    assert_eq!(names, ["Chicago", "Midwest"]);
    assert_eq!(plan.after.roles.len(), 9);
}

#[test]
fn names_change_case_and_groups_change_places() {
    let full = done(&fresh(), planned(&fresh(), EXAMPLE).unwrap());
    let moved = "workspaces = [\"YARD\"]\n[[fleet_group]]\nname = \"Midwest\"\nparent = \"West\"\n";
    insta::assert_snapshot!(told(&planned(&full, moved).unwrap()), @r#"
    + workspace YARD
    + fleet group Midwest
    "#);
}

#[test]
fn a_default_role_is_set_and_taken_back() {
    let viewer = planned(&fresh(), "default_role = \"Viewer\"").unwrap();
    assert!(viewer.after.default_role.is_some());
    let with = done(&fresh(), viewer);
    assert_eq!(planned(&with, "").unwrap().steps, []);
    let without = planned(&with, "prune = true").unwrap();
    assert_eq!(without.steps, [Step::DefaultRole(None)]);
}

#[test]
fn an_account_without_connections_is_told_how_one_is_made() {
    let mut existing = fresh();
    existing.policy.directories.clear();
    let rule = "[[rule]]\nname = \"r\"\nconnection = \"Okta\"\nwhen = 'userName pr'\nthen.role = \"user\"\n";
    assert_eq!(
        planned(&existing, rule).unwrap_err(),
        "line 3: connection \"Okta\" does not exist, and the account has none: \
         `muster connection create` makes one"
    );
}

#[test]
fn every_mistake_is_told_with_its_line_and_what_to_do() {
    let told = |text: &str| planned(&fresh(), text).unwrap_err();
    let rule = |line: &str| {
        format!("[[rule]]\nname = \"r\"\nwhen = 'userName pr'\nthen.workspaces = \"all\"\n{line}\n")
    };
    let mistakes = [
        "workspaces = [\n\"Yard\",\n\"yard\",\n]".to_owned(),
        "workspaces = [\"a;b\"]".to_owned(),
        "verified_domains = [\"example\"]".to_owned(),
        "default_role = \"pilot\"".to_owned(),
        "default_role = \"owner\"".to_owned(),
        "[[role]]\nslug = \"admin\"\npermissions = [\"people.view\"]".to_owned(),
        "[[role]]\nslug = \"Big\"\npermissions = []".to_owned(),
        "[[role]]\nslug = \"boss\"\nname = \"Admin\"\npermissions = []".to_owned(),
        "[[role]]\nslug = \"boss\"\npermissions = [\n\"people\",\n]".to_owned(),
        "[[fleet_group]]\nname = \"A\"\nparent = \"B\"".to_owned(),
        "[[fleet_group]]\nname = \"A\"\nparent = \"B\"\n[[fleet_group]]\nname = \"B\"\nparent = \"a\""
            .to_owned(),
        rule("then.role = \"pilot\""),
        rule("then.role = \"owner\""),
        rule("then.fleet = [\"Mars\"]"),
        rule("connection = \"Entra\""),
        "[[rule]]\nname = \"r\"\nwhen = 'userName pr'\nthen = {}".to_owned(),
        "[[rule]]\nname = \"r\"\nwhen = 'userName is \"x\"'\nthen.workspaces = \"all\"".to_owned(),
    ];
    let all: Vec<String> = mistakes.iter().map(|text| told(text)).collect();
    insta::assert_snapshot!(all.join("\n"), @r#"
    line 3: workspace "yard" stands on line 2 already: name it once
    line 1: "a;b" cannot name a workspace: use 1 to 200 characters without ;, no id and none of the words all, entire, groups, none
    line 1: "example" is no domain such as example.com
    line 1: role "pilot" does not exist; use one of: Admin, Guest, Manager, Notifications only, Reader, User, Viewer
    line 1: no rule, directory or grant makes an owner: an owner passes the ownership on
    line 2: role "admin" is built in and cannot be changed or removed: copy it under another name
    line 2: "Big" is no slug: use 1 to 63 lower-case letters, digits, - and _
    line 3: role "admin" has the name "Admin" already: choose another name
    line 4: "people" is not a permission: write module.action, module.action.field_group, module.* or *, in lower case
    line 3: fleet group "B" does not exist: add a [[fleet_group]] of that name
    line 2: fleet group "A" lies below itself: choose another parent
    line 5: role "pilot" does not exist; use one of: Admin, Guest, Manager, Notifications only, Reader, User, Viewer
    line 5: no rule, directory or grant makes an owner: an owner passes the ownership on
    line 5: fleet group "Mars" does not exist; there is none
    line 5: connection "Entra" does not exist; the account has: Okta
    line 2: the rule gives nothing: name a role, workspaces, fleet groups, options, record sets or a visibility
    line 3: column 10: expected an operator: eq, ne, co, sw, ew, gt, ge, lt, le or pr
    "#);
}
