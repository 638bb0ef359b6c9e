//! What holds of a record.

use super::{CHICAGO, ada, compare, record, text, vehicle};
use crate::access::Comparison::{self, Co, Eq, Ew, Ge, Gt, Le, Lt, Ne, Sw};
use crate::access::{Access, Me, Operand, Predicate, Scope, Truth};
use crate::ids::PersonId;
use serde_json::{Value, json};
use uuid::Uuid;

/// Whether a comparison holds of a record that says only this of the attribute.
fn asked(attribute: &str, told: &Value, op: Comparison, operand: Operand) -> Truth {
    let record = record(&json!({attribute: told}));
    compare(attribute, op, operand).holds(&vehicle(), &record, &ada())
}

#[test]
fn each_kind_is_compared_in_its_own_way() {
    let number = |n: i64| Operand::Number(n.into());
    for (attribute, told, op, operand, holds) in [
        ("status", json!("ACTIVE"), Eq, text("active"), true),
        ("status", json!("ACTIVE"), Ne, text("active"), false),
        ("status", json!("in service"), Co, text("SERV"), true),
        ("status", json!("in service"), Sw, text("in"), true),
        ("status", json!("in service"), Ew, text("in"), false),
        ("status", json!("b"), Gt, text("A"), true),
        ("hours", json!(10), Gt, number(9), true),
        ("hours", json!(9.5), Le, number(9), false),
        ("hours", json!(9), Eq, number(9), true),
        ("archived", json!(true), Eq, Operand::Boolean(true), true),
        ("archived", json!(false), Ne, Operand::Boolean(false), false),
        (
            "due",
            json!("2026-05-01T12:00:00+02:00"),
            Eq,
            text("2026-05-01T10:00:00Z"),
            true,
        ),
        (
            "due",
            json!("2026-05-01T10:00:00Z"),
            Lt,
            text("2026-05-02T00:00:00Z"),
            true,
        ),
        (
            "due",
            json!("2026-05-02T00:00:00Z"),
            Ge,
            text("2026-05-02T00:00:00Z"),
            true,
        ),
    ] {
        let told = asked(attribute, &told, op, operand);
        assert_eq!(told, Truth::of(holds), "{attribute} {}", op.as_str());
    }
}

#[test]
fn nobody_is_called_as_somebody_else_signs_in() {
    let id = PersonId(Uuid::from_u128(7));
    let names = |user_name: &str| {
        let me = Me::default().named(id, user_name, Some("mal@evil.example"));
        me.names()[1..].join(" ")
    };
    assert_eq!(names("mal"), "mal mal@evil.example");
    assert_eq!(names("Mal@Evil.example"), "mal@evil.example");
    for another in [
        "bob@firm.example",
        "bob\u{ff20}firm.example",
        "00000000-0000-0000-0000-000000000008",
        "\u{ff10}0000000-0000-0000-0000-00000000000\u{ff18}",
    ] {
        assert_eq!(names(another), "mal@evil.example", "{another}");
    }
}

#[test]
fn a_name_is_compared_as_it_was_told() {
    assert_eq!(asked("owner", &json!("ADA"), Eq, Operand::Me), Truth::Yes);
    assert_eq!(asked("owner", &json!(" ada "), Eq, Operand::Me), Truth::No);
    assert_eq!(
        asked("group", &json!(" Chicago "), Eq, Operand::MyGroups),
        Truth::No
    );
}

#[test]
fn any_one_of_several_values_is_enough() {
    let both = json!(["Chicago", "West"]);
    assert_eq!(asked("group", &both, Eq, text("west")), Truth::Yes);
    assert_eq!(asked("group", &both, Ne, text("west")), Truth::Yes);
    assert_eq!(
        asked("group", &json!(["West"]), Ne, text("west")),
        Truth::No
    );
    let none_of_them = Predicate::Not(Box::new(compare("group", Eq, text("west"))));
    let record = record(&json!({"group": both}));
    assert_eq!(none_of_them.holds(&vehicle(), &record, &ada()), Truth::No);
}

#[test]
fn no_value_is_unequal_to_everything_but_null() {
    for nothing in [json!(null), json!([]), json!(""), json!([null])] {
        assert_eq!(asked("status", &nothing, Eq, text("x")), Truth::No);
        assert_eq!(asked("status", &nothing, Ne, text("x")), Truth::Yes);
        assert_eq!(asked("status", &nothing, Eq, Operand::Null), Truth::Yes);
        assert_eq!(asked("status", &nothing, Ne, Operand::Null), Truth::No);
        let present = Predicate::Present("status".to_owned());
        let record = record(&json!({"status": nothing}));
        assert_eq!(present.holds(&vehicle(), &record, &ada()), Truth::No);
    }
    assert_eq!(asked("status", &json!("x"), Ne, Operand::Null), Truth::Yes);
}

#[test]
fn me_is_whoever_asks_by_every_name() {
    for name in ["ada", "ADA", "ada@example.com"] {
        assert_eq!(asked("owner", &json!(name), Eq, Operand::Me), Truth::Yes);
        assert_eq!(asked("owner", &json!(name), Ne, Operand::Me), Truth::No);
    }
    assert_eq!(asked("owner", &json!("bob"), Eq, Operand::Me), Truth::No);
    assert_eq!(asked("owner", &json!("bob"), Ne, Operand::Me), Truth::Yes);
    assert_eq!(asked("owner", &json!(null), Eq, Operand::Me), Truth::No);
    let both = json!(["bob", "ada"]);
    assert_eq!(asked("owner", &both, Eq, Operand::Me), Truth::Yes);
}

#[test]
fn my_groups_are_those_of_the_compiled_access() {
    let id = CHICAGO.to_string();
    for (group, mine) in [("chicago", true), (id.as_str(), true), ("West", false)] {
        let told = asked("group", &json!(group), Eq, Operand::MyGroups);
        assert_eq!(told, Truth::of(mine), "{group}");
    }
    let red = asked("group", &json!("RED"), Eq, Operand::MyCaseGroups);
    assert_eq!(red, Truth::Yes);
    let entire = Me::with(&Access {
        fleet: Scope::All,
        ..Access::nothing()
    });
    let mine = compare("group", Eq, Operand::MyGroups);
    let in_any = record(&json!({"group": "Nowhere"}));
    assert_eq!(mine.holds(&vehicle(), &in_any, &entire), Truth::Yes);
    let in_none = record(&json!({"group": null}));
    assert_eq!(mine.holds(&vehicle(), &in_none, &entire), Truth::No);
}

#[test]
fn every_record_has_an_id() {
    let this = compare("id", Eq, text("V-1"));
    let mut told = record(&json!({"id": "another"}));
    assert_eq!(this.holds(&vehicle(), &told, &ada()), Truth::Yes);
    told.id = None;
    told.attributes.clear();
    let unknown = Truth::Unknown("id".to_owned());
    assert_eq!(this.holds(&vehicle(), &told, &ada()), unknown);
}

#[test]
fn it_prints_as_a_filter() {
    let predicate = Predicate::And(vec![
        Predicate::Or(vec![
            compare("group", Eq, Operand::MyGroups),
            compare("owner", Eq, Operand::Me),
        ]),
        Predicate::Not(Box::new(compare("status", Eq, text("a \"b\"")))),
        Predicate::Present("due".to_owned()),
        compare("hours", Ge, Operand::Number(3.into())),
        compare("archived", Ne, Operand::Boolean(true)),
        compare("group", Ne, Operand::MyCaseGroups),
        compare("due", Ne, Operand::Null),
    ]);
    insta::assert_snapshot!(predicate, @r#"(group in $me.groups or owner eq $me) and not (status eq "a \"b\"") and due pr and hours ge 3 and archived ne true and group ne $me.case_groups and due ne null"#);
    let kept = serde_json::to_string(&predicate).unwrap();
    assert_eq!(serde_json::from_str::<Predicate>(&kept).unwrap(), predicate);
}
