//! Filters over groups: `g` is the group's row.

use super::condition::{Condition, Found};
use super::term::{Term, id, moment, text};
use muster_model::people::fold;
use muster_scim::filter::{Filter, Literal, Op};
use muster_scim::path::AttrPath;
use muster_scim::schema::ResourceType;

/// A group's members, one row each.
const MEMBER: &str = "EXISTS (SELECT 1 FROM membership m WHERE m.group_id = g.id AND {})";

/// What a filter over Groups means for rows of groups.
pub fn groups_filter(filter: Option<&Filter>, kind: &ResourceType) -> Condition {
    Condition::of(filter, &|filter| leaf(filter, kind))
}

fn leaf(filter: &Filter, kind: &ResourceType) -> Option<Found> {
    let term = match filter {
        Filter::Compare { path, op, value } => compare(path, *op, value, kind),
        // `members[value eq "…"]` asks what `members.value eq "…"` asks.
        Filter::ValuePath { path, filter, .. } => match filter.as_ref() {
            Filter::Compare {
                path: inner,
                op,
                value,
            } => compare(&inner.within(path), *op, value, kind),
            _ => None,
        },
        _ => None,
    };
    term.map(|term| Found { term, exact: true })
}

fn compare(path: &AttrPath, op: Op, value: &Literal, kind: &ResourceType) -> Option<Term> {
    match (path.canonical(kind)?.as_str(), value) {
        ("displayName", Literal::String(value)) => text("g.name_key", op, &fold(value)),
        ("externalId", Literal::String(value)) => text("g.external_id", op, value),
        ("id", value) => id("g.id", op, value),
        ("members.value", value) if op == Op::Eq => {
            id("m.member_id", op, value).map(|term| term.within(MEMBER))
        }
        ("meta.created", value) => moment("g.created_at", op, value),
        ("meta.lastModified", value) => moment("g.updated_at", op, value),
        _ => None,
    }
}
