//! How the attributes of a resource lie in rows, and what a filter over them means.

use super::column::Column;
use super::condition::Condition;
use super::term::Term;
use muster_scim::filter::{Filter, Literal, Op, holds};
use muster_scim::path::AttrPath;
use muster_scim::schema::{Attribute, Resolved, ResourceType};
use serde_json::json;

/// Where the values of an attribute stand.
pub(super) enum Home {
    /// In the row of the resource.
    Here(Column),
    /// In a row beside it for each value.
    Beside {
        /// The resources of which one row is as `{}` asks.
        around: Term,
        /// Where the value stands in such a row.
        column: Column,
        /// What holds of a row that has a value, of whatever kind.
        present: &'static str,
        /// Whether there can be more than one.
        many: bool,
    },
}

/// The values of a complex attribute, one row each.
pub(super) trait Elements {
    /// Where a sub-attribute of one value stands.
    fn column(&self, name: &str) -> Option<Column>;

    /// The resources of which one value is as `{}` asks; `filter` is what will stand there, in the
    /// words of the element.
    fn around(&self, filter: &Filter) -> Term;
}

/// How the attributes of one kind of resource lie in rows.
pub(super) trait Shape {
    /// Where an attribute stands that is not complex, or a part of one that has one value.
    fn home(&self, name: &Resolved<'_>) -> Option<Home>;

    /// The rows of a complex attribute that has many values.
    fn elements(&self, name: &Resolved<'_>) -> Option<&dyn Elements>;

    /// What only this kind of resource answers by itself, before anything else is tried.
    fn special(&self, asked: &Asked<'_>) -> Option<Condition>;
}

/// A comparison of a resource's attribute.
pub(super) struct Asked<'a> {
    pub(super) kind: &'a ResourceType,
    pub(super) name: Resolved<'a>,
    pub(super) op: Op,
    pub(super) value: &'a Literal,
}

impl Asked<'_> {
    /// It asks for the schemas of the resource.
    pub(super) fn is_of_schemas(&self) -> bool {
        self.name.extension.is_none() && self.name.attribute.name == "schemas"
    }

    /// A schema of this URN is what is asked for.
    pub(super) fn means(&self, urn: &str) -> bool {
        holds(self.name.attribute, Some(&json!(urn)), self.op, self.value)
    }
}

/// A filter over the rows of one kind of resource.
pub(super) struct Reading<'a> {
    pub(super) kind: &'a ResourceType,
    pub(super) shape: &'a dyn Shape,
}

impl Reading<'_> {
    /// What the filter means.
    pub(super) fn read(&self, filter: Option<&Filter>) -> Condition {
        match filter {
            None => Condition::everything(),
            Some(filter) => Condition::read(filter, &|leaf| self.leaf(leaf)),
        }
    }

    fn leaf(&self, leaf: &Filter) -> Option<Condition> {
        match leaf {
            Filter::Present(path) => self.present(path),
            // RFC 7643 2.5: null is the absence of a value.
            Filter::Compare {
                path,
                op,
                value: Literal::Null,
            } => Some(negated(self.present(path)?, *op == Op::Eq)),
            Filter::Compare { path, op, value } => self.compare(path, *op, value),
            Filter::ValuePath { path, filter, .. } => self.value_path(path, filter),
            Filter::And(_) | Filter::Or(_) | Filter::Not(_) => None,
        }
    }

    fn present(&self, path: &AttrPath) -> Option<Condition> {
        let Ok(resolved) = self.kind.resolve(path) else {
            return Some(Condition::nothing());
        };
        if let Some(elements) = self.shape.elements(&resolved) {
            let filter = match resolved.sub {
                Some(sub) => Filter::Present(AttrPath::new(&sub.name, None)),
                None => any_part(resolved.attribute),
            };
            return Some(within(elements, resolved.attribute, &filter));
        }
        let parts = &resolved.attribute.sub_attributes;
        if resolved.sub.is_some() || parts.is_empty() {
            return Some(self.shape.home(&resolved)?.present());
        }
        let part = |sub| {
            let part = Resolved {
                sub: Some(sub),
                ..resolved
            };
            let home = self.shape.home(&part);
            home.map_or_else(Condition::unknown, Home::present)
        };
        Some(Condition::any(parts.iter().map(part).collect()))
    }

    fn compare(&self, path: &AttrPath, op: Op, value: &Literal) -> Option<Condition> {
        let Ok(mut resolved) = self.kind.resolve(path) else {
            // An attribute that the type does not have is absent.
            return Some(Condition::constant(op == Op::Ne));
        };
        let asked = Asked {
            kind: self.kind,
            name: resolved,
            op,
            value,
        };
        if let Some(answer) = self.shape.special(&asked) {
            return Some(answer);
        }
        if resolved.sub.is_none() {
            // `emails eq "x"` asks for the value of one.
            resolved.sub = resolved.attribute.sub("value");
        }
        let leaf = resolved.comparable()?;
        if let Some(elements) = self.shape.elements(&resolved) {
            let filter = Filter::Compare {
                path: AttrPath::new(&leaf.name, None),
                op,
                value: value.clone(),
            };
            return Some(within(elements, resolved.attribute, &filter));
        }
        self.shape.home(&resolved)?.compare(leaf, op, value)
    }

    fn value_path(&self, path: &AttrPath, filter: &Filter) -> Option<Condition> {
        let Ok(resolved) = self.kind.resolve(path) else {
            return Some(Condition::nothing());
        };
        if let Some(elements) = self.shape.elements(&resolved) {
            return Some(within(elements, resolved.attribute, filter));
        }
        if resolved.attribute.multi_valued {
            return None;
        }
        // The one value must be there, and be as the filter says.
        let there = self.present(path)?;
        let inner = Condition::read(filter, &|leaf| self.leaf(&seen_from(path, leaf)?));
        Some(Condition::all(vec![there, inner]))
    }
}

impl Home {
    fn present(self) -> Condition {
        match self {
            Self::Here(column) => column.present(),
            Self::Beside {
                around, present, ..
            } => Condition::sql_text(present).beside(around),
        }
    }

    fn compare(self, attribute: &Attribute, op: Op, value: &Literal) -> Option<Condition> {
        match self {
            Self::Here(column) => column.compare(attribute, op, value),
            // A row that is not there is unequal as well.
            Self::Beside {
                around,
                column,
                many: false,
                ..
            } if op == Op::Ne => {
                let equal = column.compare(attribute, Op::Eq, value)?;
                Some(equal.beside(around).not())
            }
            // RFC 7644 3.4.2.2: any one value, `ne` included.
            Self::Beside { around, column, .. } => {
                Some(column.compare(attribute, op, value)?.beside(around))
            }
        }
    }
}

fn negated(condition: Condition, negated: bool) -> Condition {
    if negated { condition.not() } else { condition }
}

/// The resources of which one value matches a filter in the words of the value.
fn within(elements: &dyn Elements, attribute: &Attribute, filter: &Filter) -> Condition {
    let translate = |leaf: &Filter| {
        let (path, compared) = match leaf {
            Filter::Present(path) => (path, None),
            Filter::Compare { path, op, value } => (path, Some((*op, value))),
            _ => return None,
        };
        let sub = attribute.sub(&path.attr)?;
        let column = elements.column(&sub.name)?;
        match compared {
            None => Some(column.present()),
            Some((op, Literal::Null)) => Some(negated(column.present(), op == Op::Eq)),
            Some((op, value)) => column.compare(sub, op, value),
        }
    };
    Condition::read(filter, &translate).beside(elements.around(filter))
}

/// One part of a value is there.
fn any_part(attribute: &Attribute) -> Filter {
    let parts = attribute.sub_attributes.iter();
    let parts = parts.map(|sub| Filter::Present(AttrPath::new(&sub.name, None)));
    Filter::Or(parts.collect())
}

/// A leaf inside `parent[…]`, seen from the resource.
fn seen_from(parent: &AttrPath, leaf: &Filter) -> Option<Filter> {
    match leaf {
        Filter::Present(path) => Some(Filter::Present(path.within(parent))),
        Filter::Compare { path, op, value } => Some(Filter::Compare {
            path: path.within(parent),
            op: *op,
            value: value.clone(),
        }),
        _ => None,
    }
}

/// The names of sub-attributes that a filter over one value uses.
pub(super) fn names(filter: &Filter) -> Vec<&str> {
    match filter {
        Filter::And(parts) | Filter::Or(parts) => parts.iter().flat_map(names).collect(),
        Filter::Not(inner) => names(inner),
        Filter::Compare { path, .. } | Filter::Present(path) => vec![&path.attr],
        Filter::ValuePath { .. } => Vec::new(),
    }
}
