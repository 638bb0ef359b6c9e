//! What was not told is unknown, and opens nothing.

use super::{ada, compare, record, text, vehicle};
use crate::access::{Comparison, Operand, Predicate, Record, Truth};
use proptest::prelude::{BoxedStrategy, Just, Strategy as _, any, prop, prop_oneof, proptest};
use serde_json::{Value, json};

fn unknown(attribute: &str) -> Truth {
    Truth::Unknown(attribute.to_owned())
}

#[test]
fn what_was_left_out_is_named() {
    let told = record(&json!({"status": "active"}));
    let of = |predicate: Predicate| predicate.holds(&vehicle(), &told, &ada());
    let active = || compare("status", Comparison::Eq, text("active"));
    let mine = || compare("owner", Comparison::Eq, Operand::Me);
    let not_mine = || compare("owner", Comparison::Ne, Operand::Me);
    assert_eq!(of(mine()), unknown("owner"));
    assert_eq!(of(not_mine()), unknown("owner"));
    assert_eq!(of(Predicate::Not(Box::new(mine()))), unknown("owner"));
    assert_eq!(of(Predicate::Present("owner".to_owned())), unknown("owner"));
    assert_eq!(of(Predicate::And(vec![active(), mine()])), unknown("owner"));
    // Where the rest decides alone, what was left out does not matter.
    assert_eq!(of(Predicate::Or(vec![mine(), active()])), Truth::Yes);
    let not_active = Predicate::Not(Box::new(active()));
    assert_eq!(of(Predicate::And(vec![mine(), not_active])), Truth::No);
}

#[test]
fn a_value_of_another_kind_is_as_good_as_none() {
    for (attribute, told, operand) in [
        ("status", json!(1), text("1")),
        ("owner", json!({"id": "ada"}), Operand::Me),
        ("hours", json!("10"), Operand::Number(10.into())),
        ("archived", json!("false"), Operand::Boolean(false)),
        ("due", json!("tomorrow"), text("2026-05-01T10:00:00Z")),
    ] {
        for op in [Comparison::Eq, Comparison::Ne] {
            let told = record(&json!({attribute: told.clone()}));
            let holds = compare(attribute, op, operand.clone()).holds(&vehicle(), &told, &ada());
            assert_eq!(holds, unknown(attribute));
        }
    }
}

fn a_value() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!("ada")),
        Just(json!("Chicago")),
        Just(json!(["West", "chicago"])),
        Just(json!(7)),
        any::<bool>().prop_map(Value::from),
    ]
    .boxed()
}

fn a_predicate() -> BoxedStrategy<Predicate> {
    let attribute = prop::sample::select(vec!["status", "group", "owner"]);
    let op = prop::sample::select(vec![Comparison::Eq, Comparison::Ne, Comparison::Sw]);
    let operand = prop_oneof![
        Just(text("chicago")),
        Just(Operand::Null),
        Just(Operand::Me),
        Just(Operand::MyGroups),
    ];
    let leaf = (attribute, op, operand).prop_map(|(a, op, operand)| compare(a, op, operand));
    let tree = leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Predicate::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Predicate::Or),
            inner.prop_map(|one| Predicate::Not(Box::new(one))),
        ]
    });
    tree.boxed()
}

proptest! {
    /// Whoever tells less is never told yes where whoever tells all is told no.
    #[test]
    fn leaving_out_opens_nothing(
        predicate in a_predicate(),
        values in prop::collection::vec(a_value(), 3),
        told in prop::collection::vec(any::<bool>(), 3),
    ) {
        let whole: Vec<_> = ["status", "group", "owner"].into_iter().zip(values).collect();
        let of = |attributes: &[(&str, Value)]| {
            let record = Record {
                entity: "vehicle".to_owned(),
                id: None,
                attributes: attributes.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(),
            };
            predicate.holds(&vehicle(), &record, &ada())
        };
        let part: Vec<_> = whole.iter().zip(&told).filter(|(_, told)| **told).map(|(one, _)| one.clone()).collect();
        match of(&part) {
            Truth::Unknown(_) => {}
            sure => assert_eq!(of(&whole), sure, "{predicate} of {whole:?}"),
        }
    }
}
