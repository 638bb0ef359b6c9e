//! Files that name record sets.

use super::{done, fresh, planned, told};
use muster_model::access::{Comparison, Operand, Predicate, Reach};

const BOATS: &str = r#"
[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person" }

[[record_set]]
name = "Own boats"
types.boat = { view = "captain eq $me or STATUS eq \"open\"", update = "captain eq $me" }

[[record_set]]
name = "No boats"
types.boat = { view = "none" }

[[rule]]
name = "Crew"
when = "userType eq \"Crew\""
then = { record_sets = "own boats" }

[[rule]]
name = "Guests"
when = "userType eq \"Guest\""
then = { record_sets = { boat = "No boats", record = "none" } }
"#;

#[test]
fn a_file_may_name_record_sets_and_rules_that_give_them() {
    let plan = planned(&fresh(), BOATS).unwrap();
    insta::assert_snapshot!(told(&plan), @"
    6 modules
    + record set Own boats
    + record set No boats
    + rule Crew (1 effects)
    + rule Guests (2 effects)
    ");
    let own = &plan.after.record_sets[0].types["boat"];
    assert_eq!(own.view.told(), "captain eq $me or status eq \"open\"");
    assert_eq!(own.update.told(), "captain eq $me");
    let account = done(&fresh(), plan);
    assert_eq!(told(&planned(&account, BOATS).unwrap()), "");
    let other = "[[record_set]]\nname = \"own boats\"\ntypes.boat = { update = \"none\" }\n";
    assert_eq!(
        told(&planned(&account, other).unwrap()),
        "+ record set own boats"
    );
}

#[test]
fn a_pruned_file_takes_away_the_sets_that_it_does_not_name() {
    let account = done(&fresh(), planned(&fresh(), BOATS).unwrap());
    let kept = "prune = true\n[[rule]]\nname = \"Crew\"\nwhen = \"userType eq \\\"Crew\\\"\"\nthen = { record_sets = \"Own boats\" }\n";
    insta::assert_snapshot!(told(&planned(&account, kept).unwrap()), @"
    - rule
    - record set No boats
    ");
    // What a set asks for stays.
    let narrow = BOATS.replace(", captain = \"person\"", "");
    let narrow: Vec<&str> = narrow.split("[[record_set]]").collect();
    insta::assert_snapshot!(planned(&account, narrow[0]).unwrap_err(), @r#"line 3: record set "Own boats" asks for what would be gone: boat, view: a boat has no attribute "captain"; use one of: id, status"#);
}

#[test]
fn what_an_earlier_version_took_keeps_no_file_from_being_applied() {
    let text = BOATS.replace(", captain", ", built = \"date_time\", captain");
    let mut account = done(&fresh(), planned(&fresh(), &text).unwrap());
    let own = account.policy.record_sets.first_mut().unwrap();
    let own = own.types.get_mut("boat").unwrap();
    own.view = Reach::Some(Predicate::Compare {
        attribute: "built".to_owned(),
        op: Comparison::Gt,
        operand: Operand::Text("2026-01-01T00:00:00.1234567Z".to_owned()),
    });
    let other = "[modules]\nships = [\"view\"]\n";
    assert_eq!(told(&planned(&account, other).unwrap()), "7 modules");
    let gone = BOATS.split("[[record_set]]").next().unwrap();
    insta::assert_snapshot!(planned(&account, gone).unwrap_err(), @r#"line 3: record set "Own boats" asks for what would be gone: boat, view: a boat has no attribute "built"; use one of: id, captain, status"#);
}

#[test]
fn what_a_set_cannot_reach_is_refused_with_its_line() {
    let refused = |set: &str| {
        let text = format!(
            "{}[[record_set]]\n{set}",
            BOATS.split("[[record_set]]").next().unwrap()
        );
        planned(&fresh(), &text).unwrap_err()
    };
    insta::assert_snapshot!(refused("name = \"none\"\n"), @r#"line 11: "none" cannot name a record set: use 1 to 200 characters without ;, no id and none of the words all, entire, groups, none"#);
    insta::assert_snapshot!(refused("name = \"A\"\ntypes.ship = {}\n"), @r#"line 11: entity type "ship" does not exist; use one of: boat, record"#);
    insta::assert_snapshot!(refused("name = \"A\"\ntypes.boat = { view = \"owner eq $me\" }\n"), @r#"line 11: boat, view: a boat has no attribute "owner"; use one of: id, captain, status"#);
    insta::assert_snapshot!(refused("name = \"A\"\ntypes.boat = { edit = \"all\" }\n"), @"line 12: unknown field `edit`, expected `view` or `update`");
    insta::assert_snapshot!(refused("name = \"A\"\n[[record_set]]\nname = \"a\"\n"), @r#"line 13: record set "a" stands on line 11 already: name it once"#);
    insta::assert_snapshot!(refused("name = \"A\"\n[[rule]]\nname = \"R\"\nwhen = \"active eq true\"\nthen = { record_sets = { boat = \"B\" } }\n"), @r#"line 15: record set "B" does not exist; use one of: A, all, none"#);
}
