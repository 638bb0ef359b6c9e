//! Predicates, drawn, and evaluated by the book.

use super::boats::{ATTRIBUTES, IDS, Names, kind_of, value};
use super::truth::{Truth, all, any, not};
use crate::support::Chance;
use serde_json::{Map, Value, json};

/// A predicate as it is drawn.
#[derive(Clone, Debug)]
pub(super) enum Drawn {
    And(Vec<Drawn>),
    Or(Vec<Drawn>),
    Not(Box<Drawn>),
    Present(&'static str),
    Compare(&'static str, &'static str, Value),
    Me(&'static str, bool),
    MyGroups(&'static str, bool),
    MyCaseGroups(&'static str, bool),
}

/// Whoever asks: their names, and their groups by id and name; no groups for the entire fleet.
pub(super) struct Asker<'a> {
    pub(super) names: &'a [String],
    pub(super) groups: Option<&'a [String]>,
    pub(super) case_groups: &'a [String],
}

impl Drawn {
    pub(super) fn draw(chance: &mut Chance, names: &Names, depth: usize) -> Self {
        if depth > 0 && chance.one_in(2) {
            let terms = |chance: &mut Chance| {
                let count = 2 + chance.below(2);
                let terms = (0..count).map(|_| Self::draw(chance, names, depth - 1));
                terms.collect()
            };
            return match chance.below(3) {
                0 => Self::And(terms(chance)),
                1 => Self::Or(terms(chance)),
                _ => Self::Not(Box::new(Self::draw(chance, names, depth - 1))),
            };
        }
        let is = !chance.one_in(4);
        match chance.below(16) {
            0..=1 => Self::Me("captain", is),
            2..=3 => Self::MyGroups("group", is),
            4..=5 => Self::MyCaseGroups("case_group", is),
            // Of these no other differs by its case alone, which a filter would not tell.
            6 => Self::Compare(
                "id",
                if is { "eq" } else { "ne" },
                json!(chance.pick(&IDS[2..])),
            ),
            7..=8 => Self::Present(chance.pick(&ATTRIBUTES).0),
            _ => {
                let (attribute, kind) = *chance.pick(&ATTRIBUTES);
                let operators: &[&str] = match kind {
                    "number" | "date_time" => &["eq", "ne", "gt", "ge", "lt", "le"],
                    "boolean" => &["eq", "ne"],
                    _ => &["eq", "ne", "co", "sw", "ew"],
                };
                let op = *chance.pick(operators);
                if matches!(op, "eq" | "ne") && chance.one_in(6) {
                    return Self::Compare(attribute, op, Value::Null);
                }
                Self::Compare(attribute, op, value(chance, attribute, names))
            }
        }
    }

    pub(super) fn text(&self) -> String {
        let joined = |terms: &[Self], word: &str| {
            let terms: Vec<String> = terms
                .iter()
                .map(|term| format!("({})", term.text()))
                .collect();
            terms.join(word)
        };
        let op = |is: &bool| if *is { "eq" } else { "ne" };
        match self {
            Self::And(terms) => joined(terms, " and "),
            Self::Or(terms) => joined(terms, " or "),
            Self::Not(inner) => format!("not ({})", inner.text()),
            Self::Present(attribute) => format!("{attribute} pr"),
            Self::Compare(attribute, op, value) => format!("{attribute} {op} {value}"),
            Self::Me(attribute, is) => format!("{attribute} {} $me", op(is)),
            Self::MyGroups(attribute, is) => format!("{attribute} {} $me.groups", op(is)),
            Self::MyCaseGroups(attribute, is) => {
                format!("{attribute} {} $me.case_groups", op(is))
            }
        }
    }

    pub(super) fn holds(&self, told: &Map<String, Value>, asker: &Asker<'_>) -> Truth {
        match self {
            Self::And(terms) => all(terms.iter().map(|term| term.holds(told, asker))),
            Self::Or(terms) => any(terms.iter().map(|term| term.holds(told, asker))),
            Self::Not(inner) => not(inner.holds(told, asker)),
            Self::Present(attribute) => Some(!values(told, attribute)?.is_empty()),
            Self::Compare(attribute, op, Value::Null) => {
                Some(values(told, attribute)?.is_empty() == (*op == "eq"))
            }
            Self::Compare(attribute, op, wanted) => {
                Some(some(&values(told, attribute)?, *op != "ne", |value| {
                    compares(kind_of(attribute), value, op, wanted)
                }))
            }
            Self::Me(attribute, is) => Some(some(&values(told, attribute)?, *is, |value| {
                asker.names.contains(&folded(value)) == *is
            })),
            Self::MyGroups(attribute, is) => Some(some(&values(told, attribute)?, *is, |value| {
                asker
                    .groups
                    .is_none_or(|groups| groups.contains(&folded(value)))
                    == *is
            })),
            Self::MyCaseGroups(attribute, is) => {
                Some(some(&values(told, attribute)?, *is, |value| {
                    asker.case_groups.contains(&folded(value)) == *is
                }))
            }
        }
    }
}

/// The values that were told; nothing when nobody told any, and an empty text is none.
pub(super) fn values(told: &Map<String, Value>, attribute: &str) -> Option<Vec<Value>> {
    let all = match told.get(attribute)? {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    let is_value = |value: &Value| !value.is_null() && value.as_str() != Some("");
    Some(all.into_iter().filter(is_value).collect())
}

/// Whether any one value does; where there is none, only what is denied holds.
pub(super) fn some(values: &[Value], is: bool, does: impl Fn(&Value) -> bool) -> bool {
    if values.is_empty() {
        !is
    } else {
        values.iter().any(does)
    }
}

pub(super) fn folded(value: &Value) -> String {
    value.as_str().expect("text").to_lowercase()
}

/// A moment up to its last digit.
fn seconds(value: &Value) -> &str {
    value.as_str().expect("text").trim_end_matches('Z')
}

/// One value against another, of one kind.
pub(super) fn compares(kind: &str, value: &Value, op: &str, wanted: &Value) -> bool {
    let order = match kind {
        // Byte by byte.
        "id" => value.as_str().partial_cmp(&wanted.as_str()),
        "number" => value.as_f64().partial_cmp(&wanted.as_f64()),
        "boolean" => Some(value.as_bool().cmp(&wanted.as_bool())),
        // All are of one form, in UTC: whichever has more digits is later.
        "date_time" => Some(seconds(value).cmp(seconds(wanted))),
        _ => Some(folded(value).cmp(&folded(wanted))),
    };
    let order = order.expect("an order");
    match op {
        "eq" => order.is_eq(),
        "ne" => order.is_ne(),
        "gt" => order.is_gt(),
        "ge" => order.is_ge(),
        "lt" => order.is_lt(),
        "le" => order.is_le(),
        "co" => folded(value).contains(&folded(wanted)),
        "sw" => folded(value).starts_with(&folded(wanted)),
        "ew" => folded(value).ends_with(&folded(wanted)),
        other => panic!("no operator {other}"),
    }
}
