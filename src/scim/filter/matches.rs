//! Whether a resource satisfies a filter.

use serde_json::Value;

use super::{
    ast::{Filter, Literal, Op},
    compare::{holds, is_present},
};
use crate::{
    path::AttrPath,
    schema::{Attribute, Kind, ResourceType},
};

impl Filter {
    /// Evaluates the filter over a resource with canonical names, as a GET would show it.
    ///
    /// A multi-valued attribute matches when any one of its values does, `ne` included (RFC 7644
    /// 3.4.2.2); `not (emails.value eq "x")` asks for none. An attribute that the type does not
    /// have is absent.
    pub fn matches(&self, resource_type: &ResourceType, resource: &Value) -> bool {
        self.holds(Scope::Resource(resource_type, resource))
    }

    /// Evaluates the filter between the brackets of a value path over one value.
    pub(crate) fn matches_element(&self, attribute: &Attribute, element: &Value) -> bool {
        self.holds(Scope::Element(attribute, element))
    }

    fn holds(&self, scope: Scope<'_>) -> bool {
        match self {
            Self::And(terms) => terms.iter().all(|term| term.holds(scope)),
            Self::Or(terms) => terms.iter().any(|term| term.holds(scope)),
            Self::Not(inner) => !inner.holds(scope),
            Self::Present(path) => scope.is_present(path),
            Self::Compare { path, op, value } => scope.compare(path, *op, value),
            Self::ValuePath { path, filter, .. } => {
                scope.elements(path).is_some_and(|(attribute, elements)| {
                    let mut elements = elements.iter();
                    elements.any(|element| filter.matches_element(attribute, element))
                })
            }
        }
    }
}

/// Where the names of a filter are looked up.
#[derive(Clone, Copy)]
enum Scope<'a> {
    Resource(&'a ResourceType, &'a Value),
    Element(&'a Attribute, &'a Value),
}

/// The values that a name stands for; `None` is a place where a value could be and is not.
struct Found<'a> {
    leaf: Option<&'a Attribute>,
    values: Vec<Option<&'a Value>>,
}

impl<'a> Scope<'a> {
    fn find(self, path: &AttrPath) -> Option<Found<'a>> {
        match self {
            Self::Resource(resource_type, resource) => {
                let resolved = resource_type.resolve(path).ok()?;
                let value = resolved.value(resource);
                Some(found(resolved.attribute, resolved.sub, value))
            }
            Self::Element(attribute, element) => {
                let sub = attribute.sub(&path.attr)?;
                Some(found(sub, None, element.get(sub.name.as_ref())))
            }
        }
    }

    fn is_present(self, path: &AttrPath) -> bool {
        let found = self.find(path);
        found.is_some_and(|found| found.values.into_iter().flatten().any(is_present))
    }

    fn compare(self, path: &AttrPath, op: Op, literal: &Literal) -> bool {
        if *literal == Literal::Null {
            // RFC 7643 2.5: null is the absence of a value.
            return self.is_present(path) == (op == Op::Ne);
        }
        let Some(Found { leaf, values }) = self.find(path) else {
            return op == Op::Ne;
        };
        let Some(leaf) = leaf.and_then(Attribute::comparable) else {
            return false;
        };
        values.into_iter().any(|value| {
            let value = match value {
                Some(Value::Object(members)) => members.get(leaf.name.as_ref()),
                other => other,
            };
            holds(leaf, value, op, literal)
        })
    }

    fn elements(self, path: &AttrPath) -> Option<(&'a Attribute, &'a [Value])> {
        let Self::Resource(resource_type, resource) = self else {
            return None;
        };
        let resolved = resource_type.resolve(path).ok()?;
        let elements = match resolved.value(resource)? {
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        Some((resolved.attribute, elements))
    }
}

fn found<'a>(
    attribute: &'a Attribute,
    sub: Option<&'a Attribute>,
    value: Option<&'a Value>,
) -> Found<'a> {
    let part = |value: &'a Value| match sub {
        Some(sub) => value.get(sub.name.as_ref()),
        None => Some(value),
    };
    let values = match value {
        Some(Value::Array(items)) => items.iter().map(part).collect(),
        None if attribute.multi_valued => Vec::new(),
        single => vec![single.and_then(part)],
    };
    let leaf = sub.or(
        (attribute.kind != Kind::Complex || attribute.sub("value").is_some()).then_some(attribute),
    );
    Found { leaf, values }
}
