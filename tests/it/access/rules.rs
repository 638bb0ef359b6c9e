//! The rules of the stories: each condition as Muster reads it and, beside it, as it is meant.

use crate::support::Chance;
use std::fmt::Write as _;

/// What a condition can see of a person.
#[derive(Debug, Default)]
pub(super) struct Seen<'a> {
    pub(super) department: Option<&'a str>,
    /// The names of the groups.
    pub(super) groups: Vec<&'a str>,
}

pub(super) struct Known {
    pub(super) name: &'static str,
    /// The connection that the rule is bound to.
    pub(super) bound: Option<&'static str>,
    when: &'static str,
    then: &'static str,
    /// The one group on which a privileged rule rests; without one it rests on attributes.
    pub(super) rests_on: Option<&'static str>,
    pub(super) meant: fn(&Seen<'_>) -> bool,
}

const DEPARTMENT: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"Yard\"";

pub(super) const KNOWN: &[Known] = &[
    Known {
        name: "technicians",
        bound: None,
        when: r#"groups.display eq "A""#,
        then: r#"role = "technician", workspaces = ["Yard"]"#,
        rests_on: None,
        meant: |seen| seen.groups.contains(&"A"),
    },
    Known {
        name: "viewers",
        bound: None,
        when: r#"groups.display eq "B""#,
        then: r#"role = "viewer", workspaces = ["Office"], fleet = ["Midwest"]"#,
        rests_on: None,
        meant: |seen| seen.groups.contains(&"B"),
    },
    Known {
        name: "everywhere",
        bound: Some("Okta"),
        when: r#"groups.display eq "C""#,
        then: r#"workspaces = "all""#,
        rests_on: None,
        meant: |seen| seen.groups.contains(&"C"),
    },
    Known {
        name: "the whole fleet",
        bound: None,
        when: r#"groups.display eq "A" and groups.display eq "C""#,
        then: r#"fleet = "entire""#,
        rests_on: None,
        meant: |seen| seen.groups.contains(&"A") && seen.groups.contains(&"C"),
    },
    Known {
        name: "the others",
        bound: None,
        when: r#"not (groups.display eq "A")"#,
        then: r#"workspaces = ["Archive"]"#,
        rests_on: None,
        meant: |seen| !seen.groups.contains(&"A"),
    },
    Known {
        name: "admins",
        bound: None,
        when: r#"groups.display eq "B""#,
        then: r#"role = "admin""#,
        rests_on: Some("B"),
        meant: |seen| seen.groups.contains(&"B"),
    },
    Known {
        name: "the yard",
        bound: None,
        when: DEPARTMENT,
        then: r#"fleet = ["Chicago"], role = "user""#,
        rests_on: None,
        meant: |seen| seen.department == Some("Yard"),
    },
    Known {
        name: "admins of the yard",
        bound: None,
        when: DEPARTMENT,
        then: r#"role = "admin""#,
        rests_on: None,
        meant: |seen| seen.department == Some("Yard"),
    },
    Known {
        name: "managers of HR",
        bound: Some("HR"),
        when: r#"groups.display eq "D" or groups.display eq "B""#,
        then: r#"role = "manager", fleet = ["West"]"#,
        rests_on: None,
        meant: |seen| seen.groups.contains(&"D") || seen.groups.contains(&"B"),
    },
];

const BASE: &str = r#"
[[fleet_group]]
name = "Midwest"

[[fleet_group]]
name = "Chicago"
parent = "Midwest"

[[fleet_group]]
name = "West"

[[role]]
slug = "technician"
name = "Technician"
priority = 720
permissions = ["records.view", "records.edit"]
"#;

/// A whole access file with some of the rules.
pub(super) fn file(chance: &mut Chance) -> String {
    let mut text = "prune = true\nverified_domains = [\"example.com\"]\n\
                    workspaces = [\"Yard\", \"Office\", \"Archive\"]\n"
        .to_owned();
    if chance.one_in(3) {
        text.push_str("default_role = \"reader\"\n");
    }
    if chance.one_in(3) {
        let _ = writeln!(
            text,
            "nothing_left = {:?}",
            chance.pick(&["keep", "default_role"])
        );
    }
    text.push_str(BASE);
    for rule in KNOWN {
        if chance.one_in(2) {
            continue;
        }
        let _ = write!(
            text,
            "\n[[rule]]\nname = {:?}\nwhen = '{}'\n",
            rule.name, rule.when
        );
        if let Some(bound) = rule.bound {
            let _ = writeln!(text, "connection = {bound:?}");
        }
        let priority = chance.pick(&[10, 20, 30]);
        let enabled = !chance.one_in(8);
        let _ = writeln!(text, "priority = {priority}\nenabled = {enabled}");
        let _ = writeln!(text, "then = {{ {} }}", rule.then);
    }
    text
}
