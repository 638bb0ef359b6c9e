//! The rules of the stories: each condition as Muster reads it and, beside it, as it is meant.

use crate::support::Chance;
use muster_app::access::gives::Gives;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a condition can see of a person.
#[derive(Debug, Default)]
pub(super) struct Seen<'a> {
    pub(super) department: Option<&'a str>,
    /// Whether somebody has access.
    pub(super) active: bool,
    /// The names of the groups.
    pub(super) groups: Vec<&'a str>,
}

pub(super) struct Known {
    pub(super) name: &'static str,
    /// The connection that the rule is bound to.
    pub(super) bound: Option<&'static str>,
    pub(super) when: &'static str,
    then: &'static str,
    /// Whether it asks for anything beside groups.
    pub(super) reads_attributes: bool,
    /// The beginning of names whose rest it gives.
    pub(super) prefix: Option<&'static str>,
    pub(super) meant: fn(&Seen<'_>) -> bool,
}

impl Known {
    const PLAIN: Self = Self {
        name: "",
        bound: None,
        when: "",
        then: "",
        reads_attributes: false,
        prefix: None,
        meant: |_| false,
    };

    /// What it gives, as the admin API takes it.
    pub(super) fn gives(&self) -> Gives {
        let text = format!("then = {{ {} }}", self.then);
        let mut table: BTreeMap<String, Gives> = toml::from_str(&text).expect("TOML");
        table.remove("then").expect("what it gives")
    }
}

impl Known {
    /// Whether it asks for the department, which stays the word of who has let go.
    pub(super) fn reads_department(&self) -> bool {
        self.when.contains(":department")
    }

    /// Whether it asks for groups.
    pub(super) fn reads_groups(&self) -> bool {
        self.when.contains("groups.")
    }
}

impl Seen<'_> {
    fn is_in(&self, name: &str) -> bool {
        self.groups.contains(&name)
    }

    fn is_in_one_of(&self, prefix: &str) -> bool {
        self.groups.iter().any(|name| begins(name, prefix))
    }
}

/// Whether a name begins so, in whatever letters.
pub(super) fn begins(name: &str, prefix: &str) -> bool {
    let part = name.get(..prefix.len());
    part.is_some_and(|part| part.eq_ignore_ascii_case(prefix))
}

const DEPARTMENT: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"Yard\"";

const FLEET_BY_NAME: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department \
     eq \"Yard\" and groups.display sw \"FL-\"";

pub(super) const KNOWN: &[Known] = &[
    Known {
        name: "technicians",
        when: r#"groups.display eq "A""#,
        then: r#"role = "technician", workspaces = ["Yard"]"#,
        meant: |seen| seen.is_in("A"),
        ..Known::PLAIN
    },
    Known {
        name: "viewers",
        when: r#"groups.display eq "B""#,
        then: r#"role = "viewer", workspaces = ["Office"], fleet = ["Midwest"], record_sets = "Own""#,
        meant: |seen| seen.is_in("B"),
        ..Known::PLAIN
    },
    Known {
        name: "everywhere",
        bound: Some("Okta"),
        when: r#"groups.display eq "C""#,
        then: r#"workspaces = "all", options = ["can_own_records"], record_sets = { boat = "Local" }"#,
        meant: |seen| seen.is_in("C"),
        ..Known::PLAIN
    },
    Known {
        name: "the whole fleet",
        when: r#"groups.display eq "A" and groups.display eq "C""#,
        then: r#"fleet = "entire""#,
        meant: |seen| seen.is_in("A") && seen.is_in("C"),
        ..Known::PLAIN
    },
    Known {
        name: "the fleet of D",
        when: r#"groups.display eq "D""#,
        then: r#"fleet = "entire", record_sets = { record = "none", boat = "Own" }"#,
        meant: |seen| seen.is_in("D"),
        ..Known::PLAIN
    },
    Known {
        name: "the others",
        when: r#"not (groups.display eq "A")"#,
        then: r#"workspaces = ["Archive"]"#,
        meant: |seen| !seen.is_in("A"),
        ..Known::PLAIN
    },
    Known {
        name: "admins",
        when: r#"groups.display eq "B""#,
        then: r#"role = "admin""#,
        meant: |seen| seen.is_in("B"),
        ..Known::PLAIN
    },
    Known {
        name: "the yard",
        when: DEPARTMENT,
        then: r#"fleet = ["Chicago"], role = "user""#,
        reads_attributes: true,
        meant: |seen| seen.department == Some("Yard"),
        ..Known::PLAIN
    },
    Known {
        name: "admins of the yard",
        when: DEPARTMENT,
        then: r#"role = "admin""#,
        reads_attributes: true,
        meant: |seen| seen.department == Some("Yard"),
        ..Known::PLAIN
    },
    Known {
        name: "managers of HR",
        bound: Some("HR"),
        when: r#"groups.display eq "D" or groups.display eq "B""#,
        then: r#"role = "manager", fleet = ["West"]"#,
        meant: |seen| seen.is_in("D") || seen.is_in("B"),
        ..Known::PLAIN
    },
    Known {
        name: "mailed",
        when: r#"groups.display eq "D""#,
        then: r#"options = ["weekly_email", "message_notifications"], visibility = "assigned""#,
        meant: |seen| seen.is_in("D"),
        ..Known::PLAIN
    },
    Known {
        name: "workspaces by name",
        when: r#"groups.display sw "WS-""#,
        then: r#"workspaces = ["{captured}"], options = ["weekly_email"]"#,
        prefix: Some("WS-"),
        meant: |seen| seen.is_in_one_of("WS-"),
        ..Known::PLAIN
    },
    Known {
        name: "fleet by name",
        when: FLEET_BY_NAME,
        then: r#"fleet = ["{captured}"]"#,
        reads_attributes: true,
        prefix: Some("FL-"),
        meant: |seen| seen.department == Some("Yard") && seen.is_in_one_of("FL-"),
        ..Known::PLAIN
    },
    Known {
        name: "staff with access",
        when: r#"active eq true and groups.display eq "C""#,
        then: r#"workspaces = ["Yard"], visibility = "single""#,
        reads_attributes: true,
        meant: |seen| seen.active && seen.is_in("C"),
        ..Known::PLAIN
    },
    Known {
        name: "roles by name",
        bound: Some("HR"),
        when: r#"groups.display sw "Role-""#,
        then: r#"role = "{captured}""#,
        prefix: Some("Role-"),
        meant: |seen| seen.is_in_one_of("Role-"),
        ..Known::PLAIN
    },
];

const BASE: &str = r#"
[[entity]]
name = "boat"
module = "records"
attributes = { status = "text", owner = "person", group = "group", case_group = "text" }

[[entity]]
name = "cargo"
module = "records"
assigned_by = "boat"
attributes = { status = "text", owner = "person", group = "group", case_group = "text", boat = "text" }

[[record_set]]
name = "Own"
types.boat = { view = "owner eq $me or status eq \"open\"", update = "owner eq $me" }
types.record = { view = "owner eq $me", update = "none" }

[[record_set]]
name = "Local"
types.boat = { view = "case_group in $me.case_groups or group in $me.groups" }
types.cargo = { view = "case_group in $me.case_groups or owner eq $me" }

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
    if !chance.one_in(3) {
        let _ = writeln!(
            text,
            "nothing_left = {:?}",
            chance.pick(&["keep", "default_role", "no_access", "no_access"])
        );
    }
    if chance.one_in(3) {
        text.push_str("assign_when = \"registered\"\n");
    }
    if chance.one_in(2) {
        let _ = writeln!(text, "guests_per_record = {}", 1 + chance.below(2));
    }
    text.push_str(BASE);
    if chance.one_in(3) {
        text.push_str("visibility = \"assigned\"\n");
    }
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
