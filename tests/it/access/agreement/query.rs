//! A scope as an application reads it: the JSON by what docs/decisions-for-apps.md says, and the filter
//! as the same JSON.

use super::boats::{BY, kind_of};
use super::predicate::{compares, folded, some, values};
use super::truth::{Truth, all, any, not};
use muster_scim::filter::{Filter, Literal};
use serde_json::{Map, Value, json};

/// Whether a record is within a scope.
pub(in crate::access) fn holds(predicate: &Value, told: &Map<String, Value>) -> Truth {
    if let Some(terms) = predicate["and"].as_array() {
        return all(terms.iter().map(|term| holds(term, told)));
    }
    if let Some(terms) = predicate["or"].as_array() {
        return any(terms.iter().map(|term| holds(term, told)));
    }
    if let Some(inner) = predicate.get("not") {
        return not(holds(inner, told));
    }
    let text = |name: &str| predicate[name].as_str().expect("text");
    let (attribute, op) = (text("attribute"), text("op"));
    // A record that no place is told of has none.
    let is_place = matches!(attribute, "workspace" | "fleet_group");
    let values = values(told, attribute).or(is_place.then(Vec::new))?;
    let listed = |value: &Value| {
        let list = predicate["values"].as_array().expect("a list");
        if predicate["kind"] == "id" {
            list.contains(value)
        } else {
            list.contains(&json!(folded(value)))
        }
    };
    Some(match op {
        "pr" => !values.is_empty(),
        "in" => some(&values, true, listed),
        "not_in" => some(&values, false, |value| !listed(value)),
        op => some(&values, op != "ne", |value| {
            compares(text("kind"), value, op, &predicate["value"])
        }),
    })
}

/// The predicate of a filter.
pub(super) fn of_filter(filter: &Filter) -> Value {
    let terms = |terms: &[Filter]| terms.iter().map(of_filter).collect::<Vec<_>>();
    match filter {
        Filter::And(all) => json!({"and": terms(all)}),
        Filter::Or(any) => json!({"or": terms(any)}),
        Filter::Not(inner) => json!({"not": of_filter(inner)}),
        Filter::Present(path) => json!({"attribute": path.attr, "op": "pr"}),
        Filter::Compare { path, op, value } => {
            let value = match value {
                Literal::Bool(yes) => json!(yes),
                Literal::Number(number) => json!(number),
                Literal::String(text) => json!(text),
                other => panic!("no value: {other:?}"),
            };
            let attribute = path.attr.clone();
            // RFC 7643 3.1: ids are compared with regard to case, also those that name a boat.
            let is_id = matches!(attribute.as_str(), "id" | BY);
            let kind = if is_id { "id" } else { kind_of(&attribute) };
            json!({"attribute": attribute, "kind": kind, "op": op.as_str(), "value": value})
        }
        Filter::ValuePath { .. } => panic!("no path: {filter:?}"),
    }
}
