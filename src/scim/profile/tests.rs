//! What the table says, and that docs/profiles.md says the same.

use super::{Profile, Row, TABLE};
use std::fmt::Write as _;

const PAGE: &str = include_str!("../../../docs/profiles.md");

fn who(name: &str) -> String {
    let row = TABLE.iter().find(|row| row.name == name);
    let on = row.expect("a switch").on.iter();
    on.map(|one| one.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn profiles_differ_only_where_they_say() {
    let all_but_rfc = "lenient okta entra onelogin jumpcloud ping hr";
    assert_eq!(who("coerce"), all_but_rfc);
    assert_eq!(who("pending_members"), all_but_rfc);
    assert_eq!(who("revive"), "lenient okta");
    assert_eq!(who("bare_token"), "okta");
    assert_eq!(who("quiet_group_patch"), "entra");
    assert_eq!(who("old_urns"), "onelogin");
    let switches = Profile::Hr.switches();
    assert!(switches.coerce && !switches.active_when_absent && !switches.revive);
    assert!(!Profile::Rfc.switches().coerce && Profile::Rfc.switches().active_when_absent);
}

#[test]
fn names_read_back_and_others_are_explained() {
    for profile in Profile::ALL {
        assert_eq!(profile.to_string().parse(), Ok(profile));
    }
    let error = "Okta".parse::<Profile>().unwrap_err().to_string();
    assert!(error.starts_with("unknown profile \"Okta\": use lenient, rfc, okta"));
}

#[test]
fn the_page_of_profiles_shows_the_table() {
    for part in [clients(), matrix(), reasons()] {
        assert!(PAGE.contains(&part), "docs/profiles.md lacks:\n{part}");
    }
}

fn clients() -> String {
    let mut text = String::from("| profile | why it exists |\n|---|---|\n");
    for profile in Profile::ALL {
        let _ = writeln!(text, "| `{profile}` | {} |", profile.why());
    }
    text
}

fn matrix() -> String {
    let names = Profile::ALL.map(Profile::as_str);
    let mut text = format!("| switch | {} |\n", names.join(" | "));
    let _ = writeln!(text, "|---|{}", "---|".repeat(names.len()));
    for Row { name, on, .. } in TABLE {
        let mark = |profile: &Profile| if on.contains(profile) { "yes" } else { "–" };
        let marks: Vec<&str> = Profile::ALL.iter().map(mark).collect();
        let _ = writeln!(text, "| `{name}` | {} |", marks.join(" | "));
    }
    text
}

fn reasons() -> String {
    let mut text = String::from("| switch | what it does | why |\n|---|---|---|\n");
    for Row {
        name, what, why, ..
    } in TABLE
    {
        let _ = writeln!(text, "| `{name}` | {what} | {why} |");
    }
    text
}
